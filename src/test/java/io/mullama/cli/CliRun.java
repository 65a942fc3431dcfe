package io.mullama.cli;

import io.mullama.cli.command.DaemonStarter;
import io.mullama.cli.command.Environment;
import io.mullama.cli.command.Interrupts;
import io.mullama.cli.command.Streams;
import io.mullama.client.FakeInstallation;
import io.mullama.client.FakeServer;
import io.mullama.client.Patience;
import io.mullama.terminal.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the command line in a test's folder as if it were a process of its own. Not thread-safe. */
public final class CliRun {
    /** What a command printed, and its exit code. */
    public record Result(int exit, String out, String err) {}

    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private byte[] stdin = new byte[0];
    private String terminals = "i";
    private Interrupts interrupts = (work, whenInterrupted) -> work.run();
    private DaemonStarter starter = options -> 0;
    private final Clock clock = Clock.fixed(Instant.parse("2026-01-03T00:00:00Z"), ZoneOffset.UTC);
    private int columns = 80;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private @Nullable OutputStream stdout;

    public CliRun(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(home());
        variables.put("MULLAMA_HOME", home().toString());
        FakeInstallation.with(folder.resolve("inst"), "echo 'mullama: no daemon in this test'; exit 1");
    }

    public Path home() {
        return folder.resolve("home");
    }

    public Path installation() {
        return folder.resolve("inst");
    }

    /** A daemon in this process, at the default socket. */
    public FakeServer daemon(FakeServer.Handler handler) throws IOException {
        return FakeServer.onSocket(home().resolve("mullama.sock"), handler);
    }

    public CliRun with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Pipes text in. */
    public CliRun piping(String text) {
        return pipingBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public CliRun pipingBytes(byte[] bytes) {
        stdin = bytes;
        terminals = "";
        return this;
    }

    /** Types at the terminal. */
    public CliRun typing(String text) {
        stdin = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** Says which streams are terminals: some of {@code ioe}. */
    public CliRun terminals(String letters) {
        terminals = letters;
        return this;
    }

    public CliRun interruptedBy(Interrupts how) {
        interrupts = how;
        return this;
    }

    public CliRun serving(DaemonStarter with) {
        starter = with;
        return this;
    }

    public CliRun printingTo(OutputStream other) {
        stdout = other;
        return this;
    }

    /** What stands on the standard error of the command that runs. */
    public String errSoFar() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Makes the window so wide. */
    public CliRun columns(int count) {
        columns = count;
        return this;
    }

    private record FixedWindow(int columns) implements Window {
        @Override
        public Size size() {
            return new Size(columns, 24);
        }

        @Override
        public void close() {
            // It is a number.
        }
    }

    public Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        err.reset();
        Streams streams = new Streams(
                new ByteArrayInputStream(stdin),
                stdout == null ? out : stdout,
                err,
                terminals.contains("i"),
                terminals.contains("o"),
                terminals.contains("e"));
        Environment environment = new Environment(
                variables, folder, installation(), "1.2.3", streams, clock, interrupts, () -> new FixedWindow(columns));
        Patience patience = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20));
        int exit = new MullamaCli(environment, starter, patience).execute(arguments);
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
