import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * commands that people run, notes which classes they load, and dumps those.
 *
 * <p>Run by the Maven build: {@code java BuildArchives.java DISTRIBUTION}. The lists of classes stay in the
 * distribution: a daemon that finds the archive not to fit dumps one of its own from them.
 */
public final class BuildArchives {
    private final Path distribution;
    private final Path home;
    private final List<Path> clientLists = new ArrayList<>();
    private final Path serverList;

    private BuildArchives(Path distribution, Path home) {
        this.distribution = distribution;
        this.home = home;
        this.serverList = home.resolve("server.classlist");
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
        Process daemon = start(serverList, "serve", "--port", "0");
        try {
            awaitDaemon(daemon);
            train("run", "tiny", "What is the capital of France?");
            train("run", "tiny", "--verbose", "--raw", "--max-tokens", "2", "Hello");
            train("list");
            train("ps", "--json");
            train("--version");
            train("run", "--help");
            trainToFail("run", "nonsense", "Hello");
            train("stop");
        } finally {
            daemon.destroy();
            daemon.waitFor(20, TimeUnit.SECONDS);
        }
        dump("client", clientLists);
        dump("server", List.of(serverList));
    }

    private void train(String... arguments) throws Exception {
        if (run(arguments) != 0) {
            throw new IOException(String.join(" ", arguments) + " failed:\n" + Files.readString(home.resolve("log")));
        }
    }

    /** People mistype, and then the classes that say so are wanted. */
    private void trainToFail(String... arguments) throws Exception {
        run(arguments);
    }

    private int run(String... arguments) throws Exception {
        Path list = home.resolve("client-" + clientLists.size() + ".classlist");
        Process process = start(list, arguments);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("mullama " + String.join(" ", arguments) + " does not end");
        }
        clientLists.add(list);
        return process.exitValue();
    }

    private void awaitDaemon(Process daemon) throws Exception {
        Path socket = home.resolve("mullama.sock");
        for (int i = 0; i < 600 && daemon.isAlive() && !Files.exists(socket); i++) {
            Thread.sleep(50);
        }
        if (!Files.exists(socket)) {
            throw new IOException("the daemon did not start:\n" + Files.readString(home.resolve("log")));
        }
    }

    private Process start(Path list, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(distribution.resolve("bin/mullama").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("MULLAMA_HOME", home.toString());
        builder.environment().put("MULLAMA_JAVA_OPTS", "-Xshare:off -XX:DumpLoadedClassList=" + list);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        return builder.start();
    }

    private void dump(String kind, List<Path> lists) throws Exception {
        Set<String> classes = new LinkedHashSet<>();
        for (Path list : lists) {
            classes.addAll(Files.readAllLines(list));
        }
        if (kind.equals("server")) {
            classes.addAll(templateClasses());
        }
        Path merged = distribution.resolve("lib/" + kind + ".classlist");
        Files.write(merged, classes);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:dump",
                        "-XX:+UseSerialGC",
                        "-Xlog:disable",
                        "-Xlog:all=error:stderr",
                        "-XX:SharedClassListFile=" + merged,
                        "-XX:SharedArchiveFile=" + distribution.resolve("lib/" + kind + "-" + Runtime.version().feature() + ".jsa"),
                        "-cp",
                        distribution.resolve("lib/mullama.jar").toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("the class-data archive for the " + kind + " could not be dumped");
        }
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
