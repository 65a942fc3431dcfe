import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Makes the class-data archives of a distribution, so that the JVM maps its classes instead of parsing them: runs the
 * commands that people run, notes which classes they load, and lets a daemon make archives as it would for another Java.
 *
 * <p>Run by the Maven build: {@code java BuildArchives.java DISTRIBUTION}. The lists of classes stay in the
 * distribution: a daemon that finds no archive that fits makes one of its own from them.
 */
public final class BuildArchives {
    private static final List<String> KINDS = List.of("client", "server");

    private final Path distribution;
    private final Path home;

    private BuildArchives(Path distribution, Path home) {
        this.distribution = distribution;
        this.home = home;
    }

    public static void main(String[] args) throws Exception {
        Path home = Files.createTempDirectory("mullama-archives");
        try {
            new BuildArchives(Path.of(args[0]).toAbsolutePath().normalize(), home).build();
        } finally {
            delete(home);
        }
    }

    private void build() throws Exception {
        for (String kind : KINDS) {
            deleteThoseOf(kind);
        }
        noteClasses();
        Process daemon = start("", "serve", "--port", "0");
        try {
            for (String kind : KINDS) {
                Path archive = awaitArchive(daemon, kind);
                // client-0.1.0-17-... is the name in a cache, which may hold those of several versions.
                String name = archive.getFileName().toString().replaceFirst("-.*?-(?=[0-9]+-)", "-");
                Files.move(archive, distribution.resolve("lib").resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            end(daemon);
        }
    }

    private void deleteThoseOf(String kind) throws IOException {
        try (Stream<Path> files = Files.list(distribution.resolve("lib"))) {
            for (Path file : files.filter(file -> file.getFileName().toString().matches(kind + "-.*[.](jsa|aot)")).toList()) {
                Files.delete(file);
            }
        }
    }

    private void noteClasses() throws Exception {
        Process daemon = start(noting("server"), "serve", "--port", "0");
        try {
            await(daemon, "the daemon did not start", () -> Files.exists(home.resolve("daemon.properties")));
            Process client = start(noting("client") + " -Dmullama.rehearsal=true");
            await(client, "the client's commands do not end", () -> !client.isAlive());
            if (client.exitValue() != 0) {
                throw new IOException("the client's commands failed:\n" + Files.readString(home.resolve("log")));
            }
        } finally {
            end(daemon);
        }
        for (String kind : KINDS) {
            Set<String> classes = portable(home.resolve(kind + ".classlist"));
            if (kind.equals("server")) {
                classes.addAll(templateClasses());
            }
            Files.write(distribution.resolve("lib/" + kind + ".classlist"), classes);
        }
    }

    /** What every Java since 17 reads: later ones number the classes, and note constants of theirs as well. */
    private static Set<String> portable(Path list) throws IOException {
        Set<String> classes = new LinkedHashSet<>();
        for (String line : Files.readAllLines(list)) {
            if (!line.startsWith("@cp") && !line.contains(" source: ")) {
                classes.add(line.replaceFirst(" id: .*", ""));
            }
        }
        return classes;
    }

    private String noting(String kind) {
        return "-Xshare:off -XX:DumpLoadedClassList=" + home.resolve(kind + ".classlist");
    }

    private Path awaitArchive(Process daemon, String kind) throws Exception {
        Path cache = home.resolve("cache");
        await(daemon, "the daemon has made no archive for the " + kind, () -> find(cache, kind) != null);
        return find(cache, kind);
    }

    private static Path find(Path cache, String kind) throws IOException {
        if (!Files.exists(cache)) {
            return null;
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.getFileName().toString().matches(kind + "-.*[.](jsa|aot)"))
                    .findFirst()
                    .orElse(null);
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Process process, String failure, Condition condition) throws Exception {
        for (int i = 0; i < 2400 && !condition.holds(); i++) {
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(50);
        }
        if (!condition.holds()) {
            throw new IOException(failure + ":\n" + Files.readString(home.resolve("log")));
        }
    }

    private static void end(Process daemon) throws InterruptedException {
        daemon.destroy();
        daemon.waitFor(20, TimeUnit.SECONDS);
    }

    private Process start(String options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(distribution.resolve("bin/mullama").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("MULLAMA_"));
        builder.environment().put("MULLAMA_HOME", home.toString());
        builder.environment().put("MULLAMA_JAVA_OPTS", options);
        if (!options.isEmpty()) {
            builder.environment().put("MULLAMA_ARCHIVE", "none");
        }
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        return builder.start();
    }

    /** All that any model's template may need: the template of {@code tiny} needs little of it. */
    private List<String> templateClasses() throws IOException {
        try (JarFile jar = new JarFile(distribution.resolve("lib/mullama.jar").toFile())) {
            return jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.matches("io/mullama/(template|chat)/.*[.]class") && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
