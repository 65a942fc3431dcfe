package io.mullama.server.archive;

import io.mullama.config.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The archives in the cache folder, where the launcher looks for those of its own version and of the Java that it has
 * chosen. A JVM takes one only with the jars, paths and times it was made for. Thread-safe.
 */
public final class ClassDataArchives {
    static final List<String> KINDS = List.of("client", "server");

    private static final System.Logger LOG = System.getLogger(ClassDataArchives.class.getName());

    /** How long the archives of another Java are kept, for somebody who uses two by turns. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Directories directories;
    private final String version;
    private final String java;

    /**
     * Those of one version with one Java.
     *
     * @param java what the launcher calls the build of this JVM; empty where it does not know, and then there are none
     */
    public ClassDataArchives(Directories directories, String version, String java) {
        this.directories = directories;
        this.version = version;
        this.java = java;
    }

    /** Those of this process. */
    public static ClassDataArchives ofProcess(Directories directories, String version) {
        return new ClassDataArchives(directories, version, System.getProperty("mullama.java", ""));
    }

    /** Whether this JVM has to do without one that it could have. */
    public boolean areMissing() {
        // A JVM that was given an archive and could not take it shares nothing at all.
        boolean used = System.getProperty("java.vm.info", "").contains("sharing")
                && !System.getProperty("mullama.archive", "").isEmpty();
        return !used && !java.isEmpty();
    }

    /** Makes both; blocks for some seconds, and throws nothing: all goes on without them. */
    public void make() {
        Path folder = directories
                .cache()
                .resolve("archives-" + ProcessHandle.current().pid());
        try {
            deleteWhatIsOfNoUse();
            Files.createDirectory(folder);
            ArchiveMaker maker = ArchiveMaker.of(directories.installation());
            maker.make(folder);
            for (String kind : KINDS) {
                // A process that starts now finds the old archive or the new one, and never half of one.
                Files.move(
                        folder.resolve(kind + maker.suffix()),
                        directories.cache().resolve(prefix(kind) + java + maker.suffix()),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            }
            LOG.log(
                    System.Logger.Level.INFO,
                    "made class-data archives in " + directories.cache() + ": commands start" + " faster from now on");
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "no class-data archives: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            delete(folder);
        }
    }

    /** Those of other versions, old ones of another Java, and what a crash has left behind. */
    private void deleteWhatIsOfNoUse() throws IOException {
        Instant limit = Instant.now().minus(KEPT);
        try (Stream<Path> files = Files.list(directories.cache())) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                boolean archive = name.endsWith(".jsa") || name.endsWith(".aot");
                boolean ours = KINDS.stream().anyMatch(kind -> name.startsWith(prefix(kind)));
                FileTime time = Files.getLastModifiedTime(file);
                if (name.startsWith("archives-")
                        || (archive && (!ours || time.toInstant().isBefore(limit)))) {
                    delete(file);
                }
            }
        }
    }

    private String prefix(String kind) {
        return kind + "-" + version + "-";
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // The next time, perhaps.
        }
    }
}
