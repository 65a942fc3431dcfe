import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes a distribution that brings its own Java: a copy with a {@code runtime/} of just the modules it uses.
 *
 * <p>Run by the Maven build: {@code java BuildImage.java DISTRIBUTION JDK OUT TIME}. JDK is what the runtime is taken
 * from; files get the modification time TIME, as they will have it once unpacked: a class-data archive holds only for
 * jars with the times it has seen.
 */
public final class BuildImage {
    /** Loaded by name, so jdeps does not see them: elliptic curves for TLS. */
    private static final List<String> UNSEEN = List.of("jdk.crypto.ec");

    /** What Jackson and JNA can handle too, and nobody here has: beans, databases, XML documents, windows. */
    private static final Set<String> UNUSED = Set.of("java.desktop", "java.sql", "java.xml");

    private static final int ZIP_BY_LEVEL = 21;

    /** From here on an archive holds in other folders than the one it was made in. */
    private static final int ARCHIVES_MOVE = 19;

    private final Path distribution;
    private final Path jdk;
    private final Path image;
    private final Path runtime;

    private BuildImage(Path distribution, Path jdk, Path image) {
        this.distribution = distribution;
        this.jdk = jdk;
        this.image = image;
        this.runtime = image.resolve("runtime");
    }

    public static void main(String[] args) throws Exception {
        FileTime time = FileTime.from(Instant.parse(args[3]));
        BuildImage build = new BuildImage(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
        build.copyDistribution();
        build.linkRuntime();
        build.setTimes(time);
        build.makeArchives();
        build.setTimes(time);
    }

    private void copyDistribution() throws IOException {
        delete(image);
        try (Stream<Path> files = Files.walk(distribution)) {
            for (Path file : files.toList()) {
                Path to = image.resolve(distribution.relativize(file).toString());
                String name = file.getFileName().toString();
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else if (!name.endsWith(".jsa") && !name.endsWith(".aot")) {
                    Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private void linkRuntime() throws Exception {
        run(
                tool("jlink"),
                "--add-modules",
                String.join(",", modules()),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--compress=" + (feature() < ZIP_BY_LEVEL ? "2" : "zip-6"),
                "--output",
                runtime.toString());
    }

    private Set<String> modules() throws Exception {
        List<String> command = new ArrayList<>(
                List.of(tool("jdeps"), "--ignore-missing-deps", "--multi-release", "17", "--list-deps"));
        try (Stream<Path> files = Files.list(image.resolve("lib"))) {
            files.map(Path::toString).filter(file -> file.endsWith(".jar")).sorted().forEach(command::add);
        }
        Set<String> modules = new TreeSet<>(UNSEEN);
        // A line is a module, or MODULE/PACKAGE for one that is not open to everybody.
        run(command.toArray(String[]::new)).lines()
                .map(line -> line.strip().replaceFirst("/.*", ""))
                .filter(line -> line.matches("(java|jdk)[.][a-z.]+") && !UNUSED.contains(line))
                .forEach(modules::add);
        return modules;
    }

    private void makeArchives() throws Exception {
        if (feature() < ARCHIVES_MOVE) {
            // For the JDK's own classes one holds everywhere, and it carries a client until the daemon has made better ones.
            run(runtime.resolve("bin/java").toString(), "-Xshare:dump", "-Xlog:disable", "-Xlog:all=error:stderr");
        } else {
            run(tool("java"), "packaging/build/BuildArchives.java", image.toString());
        }
    }

    private int feature() throws IOException {
        Properties release = new Properties();
        try (var in = Files.newInputStream(jdk.resolve("release"))) {
            release.load(in);
        }
        return Runtime.Version.parse(release.getProperty("JAVA_VERSION").replace("\"", "")).feature();
    }

    private String tool(String name) {
        return jdk.resolve("bin").resolve(name).toString();
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed:\n" + output);
        }
        return output;
    }

    private void setTimes(FileTime time) throws IOException {
        try (Stream<Path> files = Files.walk(image)) {
            for (Path file : files.toList()) {
                if (!Files.isSymbolicLink(file)) {
                    Files.setLastModifiedTime(file, time);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
