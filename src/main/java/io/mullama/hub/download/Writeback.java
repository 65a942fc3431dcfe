package io.mullama.hub.download;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets the disk take a file while it still grows: what waits for the disk in the end is then little. Thread-safe.
 *
 * <p>It has a channel of its own, because a thread that waits for a disk cannot be interrupted, and would keep the file
 * open for whoever wants to end.
 */
final class Writeback implements Closeable {
    /** Bytes; a journaling file system writes its journal each time. */
    private static final long STEP = 64 << 20;

    private static final System.Logger LOG = System.getLogger(Writeback.class.getName());

    private final FileChannel channel;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Writeback::thread);
    private final AtomicLong waiting = new AtomicLong();

    private Writeback(FileChannel channel) {
        this.channel = channel;
    }

    static Writeback of(Path file) throws IOException {
        return new Writeback(FileChannel.open(file, StandardOpenOption.WRITE));
    }

    /** Says that so many bytes more were written. */
    void written(long bytes) {
        long now = waiting.addAndGet(bytes);
        if (now >= STEP && now - bytes < STEP) {
            thread.execute(this::force);
        }
    }

    private void force() {
        waiting.set(0);
        try {
            channel.force(false);
        } catch (IOException e) {
            // Whoever publishes the file meets that too, and says it.
            LOG.log(System.Logger.Level.DEBUG, "writing ahead failed", e);
        }
    }

    /** Returns at once; the disk may still be at it. */
    @Override
    public void close() {
        thread.execute(this::closeChannel);
        thread.shutdown();
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "closing failed", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "writeback");
        thread.setDaemon(true);
        return thread;
    }
}
