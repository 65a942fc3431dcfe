package io.mullama.server;

import io.mullama.config.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes class-data archives for this Java and this folder, where those of the distribution do not fit: the JVM takes
 * one only from the paths it was made for. The launcher looks for them in the cache folder. Thread-safe.
 */
final class ClassDataArchives {
    private static final System.Logger LOG = System.getLogger(ClassDataArchives.class.getName());
    private static final long PATIENCE_MINUTES = 2;

    private final Directories directories;
    private final String version;

    ClassDataArchives(Directories directories, String version) {
        this.directories = directories;
        this.version = version;
    }

    /** Whether this JVM runs from an archive of ours. */
    static boolean inUse() {
        // A JVM that was given an archive and could not take it shares nothing at all.
        return System.getProperty("java.vm.info", "").contains("sharing")
                && !System.getProperty("mullama.archive", "").isEmpty();
    }

    /** Makes both archives; blocks for some seconds. */
    void rebuild() {
        for (String kind : List.of("client", "server")) {
            try {
                rebuild(kind);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.INFO, "no class-data archive for the " + kind + ": " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void rebuild(String kind) throws IOException, InterruptedException {
        Path classes = directories.installation().resolve("lib").resolve(kind + ".classlist");
        if (!Files.isReadable(classes)) {
            throw new IOException(classes + " is missing");
        }
        String name = kind + "-" + version + "-" + Runtime.version().feature() + ".jsa";
        Path archive = directories.cache().resolve(name);
        Path unfinished = directories.cache().resolve(name + ".part");
        Process process = new ProcessBuilder(command(classes, unfinished))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("the JVM could not dump it");
            }
            Files.move(unfinished, archive, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            LOG.log(System.Logger.Level.INFO, "made " + archive + ": commands start faster from now on");
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(unfinished);
        }
    }

    private List<String> command(Path classes, Path archive) {
        // An answer that begins meanwhile has the cores all the same.
        return List.of(
                "nice",
                "-n",
                "19",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:dump",
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "-XX:SharedClassListFile=" + classes,
                "-XX:SharedArchiveFile=" + archive,
                "-cp",
                directories.installation().resolve("lib").resolve("mullama.jar").toString());
    }
}
