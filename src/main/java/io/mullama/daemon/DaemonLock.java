package io.mullama.daemon;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An exclusive lock on a file, kept until it is closed or its process ends in whatever way. Thread-safe.
 *
 * <p>{@code daemon.lock} is held for a daemon's life and says that there is one; {@code start.lock} is held by the
 * client that is starting one.
 */
public final class DaemonLock implements AutoCloseable {
    /**
     * The files locked by this process. POSIX drops all of a process's locks on a file when any descriptor of that file
     * is closed, so a file that we hold must not be opened again.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DaemonLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** The lock, or nothing where somebody else has it. */
    public static Optional<DaemonLock> tryAcquire(Path file) throws IOException {
        Path key = file.toAbsolutePath().normalize();
        if (!HELD.add(key)) {
            return Optional.empty();
        }
        Optional<DaemonLock> lock = Optional.empty();
        try {
            lock = lock(key);
        } finally {
            if (lock.isEmpty()) {
                HELD.remove(key);
            }
        }
        return lock;
    }

    /**
     * The lock, waiting for it a little. A daemon starts with this: {@link #isHeld} of a client that looks holds the
     * lock for a moment.
     */
    public static Optional<DaemonLock> acquire(Path file, Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Optional<DaemonLock> lock = tryAcquire(file);
        while (lock.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(5);
            lock = tryAcquire(file);
        }
        return lock;
    }

    /** Whether somebody has the lock. */
    public static boolean isHeld(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        Optional<DaemonLock> lock = tryAcquire(file);
        if (lock.isEmpty()) {
            return true;
        }
        lock.get().close();
        return false;
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try {
                channel.close();
            } finally {
                HELD.remove(file);
            }
        }
    }

    private static Optional<DaemonLock> lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? Optional.of(new DaemonLock(file, channel)) : Optional.empty();
    }
}
