package io.mullama.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A file of model names that shell completion reads without a daemon. Thread-safe. */
record NamesFile(Path file, Supplier<List<String>> names) {
    private static final System.Logger LOG = System.getLogger(NamesFile.class.getName());

    /** Writes the names when whoever waits for the daemon has got what they want: to find them out takes a while. */
    void writeLater(ScheduledExecutorService timer, Duration after) {
        ScheduledFuture<?> unused = timer.schedule(this::write, after.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Writes the names as they are now; a reader never sees half of them. */
    synchronized void write() {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(unfinished, names.get());
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot write " + file + ": " + e.getMessage());
        }
    }
}
