package io.mullama;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs the packaged program in a home of its own, and leaves nothing behind. For one test at a time. */
public final class Sandbox implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 90;

    /** Where other tools keep their models, by the variable that says so. */
    private static final Map<String, String> OTHER_TOOLS = Map.of(
            "XDG_CACHE_HOME", "user-cache",
            "HF_HOME", "hf",
            "LLAMA_CACHE", "llama.cpp",
            "OLLAMA_MODELS", "ollama");

    /** Variables of whoever runs the tests that would change what the program does. */
    private static final Pattern UNWANTED =
            Pattern.compile("(MULLAMA_|HF_|HUGGINGFACE_).*|(HTTPS?|ALL|NO)_PROXY", Pattern.CASE_INSENSITIVE);

    private final Path folder;
    private final Path program;
    private final Map<String, String> variables = new HashMap<>();

    /** The packaged program where the build put it. */
    public Sandbox() {
        this(Installation.folder());
    }

    /** A copy of it somewhere else. */
    public Sandbox(Path installation) {
        try {
            this.folder = Files.createTempDirectory("mullama-it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.program = installation.resolve("bin/mullama");
        variables.put("MULLAMA_HOME", home().toString());
        variables.put("MULLAMA_PORT", "0");
        variables.put("MULLAMA_CACHE_DIR", cache().toString());
        // The launcher would take a newer Java that it finds.
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        // Neither what other tools have downloaded here nor the real hub is any business of a test.
        OTHER_TOOLS.forEach((variable, place) ->
                variables.put(variable, folder.resolve(place).toString()));
        variables.put("HF_ENDPOINT", "http://127.0.0.1:1");
    }

    /** What a command left: its exit code and what it printed. */
    public record Result(int exitCode, String out, String err) {}

    public Path home() {
        return folder.resolve("home");
    }

    /** Where downloaded models lie. */
    public Path cache() {
        return folder.resolve("cache");
    }

    /** A folder for the test's own files. */
    public Path folder() {
        return folder;
    }

    public Path socket() {
        return home().resolve("mullama.sock");
    }

    /** The environment variables that make a program use this home. */
    public Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    public Sandbox with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Runs a command to its end, without input. */
    public Result run(String... arguments) throws Exception {
        return finish(start(arguments));
    }

    /** Runs a command with that on its standard input. */
    public Result runWithInput(String input, String... arguments) throws Exception {
        Path file = Files.writeString(Files.createTempFile(folder, "in", ""), input);
        ProcessBuilder builder = builder(List.of(program.toString()), arguments);
        return finish(new Started(builder.redirectInput(file.toFile())));
    }

    /** Runs another program in the same environment. */
    public Result runProgram(List<String> command) throws Exception {
        return finish(new Started(builder(command)));
    }

    /** Starts a command. */
    public Started start(String... arguments) throws IOException {
        return new Started(builder(List.of(program.toString()), arguments));
    }

    /** Starts another program in the same environment. */
    public Started startProgram(List<String> command) throws IOException {
        return new Started(builder(command));
    }

    /** Waits for a command's end. */
    public Result finish(Started started) throws Exception {
        if (!started.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            started.process.destroyForcibly();
            throw new AssertionError("the command does not end; it printed: " + started.out() + started.err());
        }
        return new Result(started.process.exitValue(), started.out(), started.err());
    }

    /** A command under way, its output in files so that nothing it leaves open keeps anybody waiting. */
    public final class Started {
        private final Path out = Files.createTempFile(folder, "out", "");
        private final Path err = Files.createTempFile(folder, "err", "");
        private final Process process;

        private Started(ProcessBuilder builder) throws IOException {
            process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        }

        public Process process() {
            return process;
        }

        public String out() throws IOException {
            return Files.readString(out);
        }

        public String err() throws IOException {
            return Files.readString(err);
        }
    }

    /** The process id of the daemon of this home, if one lives. */
    public Optional<ProcessHandle> daemon() throws IOException {
        Path registry = home().resolve("daemon.properties");
        if (!Files.exists(registry)) {
            return Optional.empty();
        }
        return Files.readAllLines(registry).stream()
                .filter(line -> line.startsWith("pid="))
                .map(line -> Long.parseLong(line.substring("pid=".length())))
                .findFirst()
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive);
    }

    public String log() throws IOException {
        Path log = home().resolve("logs/daemon.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Override
    public void close() throws IOException {
        Optional<ProcessHandle> daemon = daemon();
        if (daemon.isPresent()) {
            daemon.get().destroyForcibly();
            daemon.get().onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private ProcessBuilder builder(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> UNWANTED.matcher(name).matches());
        builder.environment().putAll(variables);
        return builder.redirectInput(Path.of("/dev/null").toFile());
    }
}
