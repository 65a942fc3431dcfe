package io.mullama.hub.download;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file that is not whole yet, {@code NAME.part}, with a {@link Journal} of the chunks that are; locked against other
 * processes while it is open. Thread-safe.
 *
 * <p>After a crash of the machine a chunk of the journal may be missing from the file, because nobody waits for the disk;
 * {@link #isIntact} finds that out.
 */
final class PartFile implements Closeable {
    private static final System.Logger LOG = System.getLogger(PartFile.class.getName());

    /** Bytes that stay in a core's own cache between the two who look at them. */
    private static final int PIECE = 256 << 10;

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private final Journal journal;
    private final Writeback writeback;

    private PartFile(Path target, FileChannel channel, Journal journal, Writeback writeback) {
        this.target = target;
        this.part = of(target);
        this.channel = channel;
        this.journal = journal;
        this.writeback = writeback;
    }

    /** The file in whose place that of a target grows. */
    static Path of(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    /** The journal beside it. */
    static Path journalOf(Path target) {
        return target.resolveSibling(target.getFileName() + ".part.journal");
    }

    /**
     * Opens what an earlier download has left of the same file, or begins anew.
     *
     * @throws MullamaException if another process is downloading it
     */
    static PartFile open(Path target, FileIdentity identity, int chunkSize) throws IOException {
        Path part = of(target);
        FileChannel channel =
                FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            Object opened = key(part);
            lock(channel, target);
            if (!key(part).equals(opened)) {
                // Another process has given it its name in between: what is open now is a whole model.
                throw taken(target);
            }
            if (channel.size() == 0) {
                // A crash has left the journal of a file that was published.
                Files.deleteIfExists(journalOf(target));
            }
            Journal journal = Journal.open(journalOf(target), identity, chunkSize);
            if (journal.chunks().isEmpty()) {
                channel.truncate(0);
            }
            return new PartFile(target, channel, journal, Writeback.of(part));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** What tells a file from another one that has its path later; nothing where the file system has no such thing. */
    private static Object key(Path part) throws IOException {
        @Nullable
        Object key = Files.exists(part)
                ? Files.readAttributes(part, BasicFileAttributes.class).fileKey()
                : null;
        return key == null ? Files.exists(part) : key;
    }

    private static void lock(FileChannel channel, Path target) {
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        } catch (IOException e) {
            // Some network file systems have no locks.
            LOG.log(System.Logger.Level.WARNING, "cannot lock " + of(target) + ": " + e.getMessage());
            return;
        }
        if (lock == null) {
            throw taken(target);
        }
    }

    private static MullamaException taken(Path target) {
        return new MullamaException(
                ErrorCode.DOWNLOAD_FAILED,
                "another mullama is downloading " + target.getFileName(),
                "wait for it, or give this one another MULLAMA_CACHE_DIR");
    }

    Journal journal() {
        return journal;
    }

    void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        writeback.written(at - position);
    }

    /** Shows a chunk to a reader, piece by piece; whether it is what the journal says. */
    boolean isIntact(int chunk, Consumer<ByteBuffer> reader) throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        long at = journal.start(chunk);
        long end = at + journal.length(chunk);
        while (at < end) {
            piece.clear().limit((int) Math.min(PIECE, end - at));
            int count = channel.read(piece, at);
            if (count < 0) {
                return false;
            }
            at += count;
            piece.flip();
            checksum.update(piece.duplicate());
            reader.accept(piece);
        }
        return journal.isComplete(chunk, (int) checksum.getValue());
    }

    /** Gives the file its name, once the disk has it. */
    void publish() throws IOException {
        channel.force(true);
        journal.close();
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(journalOf(target));
        channel.close();
    }

    /** Forgets everything that came. */
    void discard() throws IOException {
        journal.close();
        Files.deleteIfExists(journalOf(target));
        channel.truncate(0);
        channel.close();
        Files.deleteIfExists(part);
    }

    @Override
    public void close() throws IOException {
        journal.close();
        channel.close();
        // Last: on POSIX systems closing any channel of a file gives up the process's locks of it.
        writeback.close();
    }
}
