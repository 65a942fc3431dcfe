package io.mullama.server;

import io.mullama.store.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file of model names that shell completion reads without a daemon. Thread-safe. */
record NamesFile(Path file, ModelStore store) {
    private static final System.Logger LOG = System.getLogger(NamesFile.class.getName());

    /** Writes the names as they are now; a reader never sees half of them. */
    synchronized void write() {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(unfinished, store.names());
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot write " + file + ": " + e.getMessage());
        }
    }
}
