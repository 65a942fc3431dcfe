package io.mullama.sdk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code target/node}: a copy of {@code src/test/node} with its packages installed. Immutable.
 *
 * @param node the program that runs the tests: npm's, and the machine's where npm has none for it
 */
record NodeFolder(Path folder, String node) {
    private static final Path SOURCE = Path.of("src/test/node").toAbsolutePath();
    private static final Path FOLDER = Path.of("target/node").toAbsolutePath();
    private static final String LOCK = "package-lock.json";
    private static final int PATIENCE_MINUTES = 5;

    /** The folder, with what the lock file says. */
    static NodeFolder ready() throws Exception {
        Path installed = FOLDER.resolve("installed.json");
        Files.createDirectories(FOLDER);
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!Files.exists(installed) || Files.mismatch(SOURCE.resolve(LOCK), installed) >= 0) {
            run("npm", List.of(npm(), "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"), "");
            Files.copy(SOURCE.resolve(LOCK), installed, StandardCopyOption.REPLACE_EXISTING);
        }
        return new NodeFolder(FOLDER, nodeOf(FOLDER.resolve("node_modules")));
    }

    /** Runs files of tests one after the other, and returns what was printed. */
    List<String> test(List<String> files, String control) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(node, "--test", "--test-concurrency=1", "--test-reporter=./reporter.mjs"));
        command.addAll(files);
        return run("", command, control);
    }

    Path packageFile(String name) {
        return folder.resolve("node_modules").resolve(name).resolve("package.json");
    }

    private static String nodeOf(Path modules) throws IOException {
        try (Stream<Path> packages = Files.list(modules)) {
            return packages.filter(module -> module.getFileName().toString().startsWith("node-"))
                    .flatMap(module -> Stream.of(module.resolve("bin/node"), module.resolve("bin/node.exe")))
                    .filter(Files::exists)
                    .map(Path::toString)
                    .findFirst()
                    .orElse("node");
        }
    }

    private static String npm() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows") ? "npm.cmd" : "npm";
    }

    /** Runs a program to its end; where it is named, it must succeed. */
    private static List<String> run(String name, List<String> command, String control) throws Exception {
        Path output = Files.createTempFile(FOLDER, "output", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("MULLAMA_TEST_CONTROL", control);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end; it printed: " + Files.readString(output));
        }
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        Files.delete(output);
        if (!name.isEmpty() && process.exitValue() != 0) {
            throw new AssertionError(name + " failed in " + FOLDER + ":\n" + String.join("\n", lines));
        }
        return lines;
    }
}
