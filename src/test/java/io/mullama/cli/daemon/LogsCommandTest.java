package io.mullama.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CliRun;
import io.mullama.cli.command.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code logs}: reading, filtering and following a log file, without a daemon. */
class LogsCommandTest {
    private static final String INFO = "2026-01-02 10:20:30.123 INFO  Daemon: it works\n";
    private static final String WARNING = "2026-01-02 10:20:31.123 WARN  Daemon: it may not\n";
    private static final String ERROR = "2026-01-02 10:20:32.123 ERROR Daemon: it does not\n";
    private static final String DEBUG = "2026-01-02 10:20:33.123 DEBUG llama.cpp: it is this way\n";
    private static final String TRACE = "java.io.IOException: why\n\tat a.b(C.java:1)\n";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private CliRun cli;

    @SuppressWarnings("NullAway.Init")
    private Path log;

    @BeforeEach
    void makeCli() throws IOException {
        cli = new CliRun(folder);
        log = cli.home().resolve("logs/daemon.log");
        Files.createDirectories(cli.home().resolve("logs"));
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }

    @Test
    void theLastLinesAreShown() throws IOException {
        Files.writeString(log, lines(1, 300));
        assertThat(cli.run("logs")).isEqualTo(new CliRun.Result(0, lines(201, 300), ""));
        assertThat(cli.run("daemon", "logs", "-n", "2").out()).isEqualTo(lines(299, 300));
        assertThat(cli.run("logs", "-n", "0").out()).isEmpty();
        assertThat(cli.run("logs", "-n", "all").out()).isEqualTo(lines(1, 300));
    }

    @Test
    void theLogBeforeGoesFirst() throws IOException {
        Files.writeString(cli.home().resolve("logs/daemon.log.1"), lines(1, 20));
        Files.writeString(log, lines(21, 22));
        assertThat(cli.run("logs", "-n", "5").out()).isEqualTo(lines(18, 22));
        assertThat(cli.run("logs", "-n", "all").out()).isEqualTo(lines(1, 22));
    }

    @Test
    void aLongLogIsReadFromItsEnd() throws IOException {
        Files.writeString(log, ERROR + "x".repeat(50_000) + "\n" + INFO.repeat(20_000));
        assertThat(cli.run("logs", "-n", "3").out()).isEqualTo(INFO.repeat(3));
        assertThat(cli.run("logs", "-n", "1", "--level", "error").out()).isEqualTo("x".repeat(50_000) + "\n");
    }

    @Test
    void aLineWithoutEndIsShownAsWell() throws IOException {
        Files.writeString(log, INFO + "and then\r");
        assertThat(cli.run("logs").out()).isEqualTo(INFO + "and then\n");
    }

    @ParameterizedTest
    @CsvSource({"error,E", "warning,WE", "warn,WE", "info,IWE", "debug,IWED"})
    void onlyWhatIsGraveEnoughIsShown(String level, String letters) throws IOException {
        Files.writeString(log, INFO + WARNING + ERROR + TRACE + DEBUG);
        String expected = (letters.contains("I") ? INFO : "")
                + (letters.contains("W") ? WARNING : "")
                + ERROR
                + TRACE
                + (letters.contains("D") ? DEBUG : "");
        assertThat(cli.run("logs", "--level", level).out()).isEqualTo(expected);
    }

    @Test
    void whatADaemonSaysThatCannotStartIsAnError() throws IOException {
        Files.writeString(log, INFO + "mullama: port 8080 is taken\n");
        assertThat(cli.run("logs", "--level", "error").out()).isEqualTo("mullama: port 8080 is taken\n");
    }

    @Test
    void errorsAreRedInATerminalAlone() throws IOException {
        Files.writeString(log, ERROR + INFO);
        assertThat(cli.run("logs").out()).isEqualTo(ERROR + INFO);
        assertThat(cli.terminals("o").run("logs").out()).isEqualTo("\u001b[31m" + ERROR.strip() + "\u001b[0m\n" + INFO);
        assertThat(cli.run("logs", "--no-color").out()).isEqualTo(ERROR + INFO);
    }

    @Test
    void withoutALogItIsSaidWhoWritesOne() {
        assertThat(cli.run("logs"))
                .isEqualTo(new CliRun.Result(
                        1,
                        "",
                        "mullama: there is no log yet: " + log
                                + "; a daemon in the background writes it; 'mullama serve' writes to its own"
                                + " terminal\n"));
    }

    @Test
    void aLogThatCannotBeReadIsNamed() throws IOException {
        Files.createDirectory(log);
        CliRun.Result result = cli.run("logs");
        assertThat(result.exit()).isEqualTo(7);
        assertThat(result.err()).startsWith("mullama: cannot read " + log + ": ");
    }

    @Test
    void theLogOfAnotherMachineIsThere() {
        CliRun.Result result = cli.with("MULLAMA_HOST", "box").run("logs");
        assertThat(result)
                .isEqualTo(new CliRun.Result(
                        4,
                        "",
                        "mullama: the daemon at http://box:8080 runs on another machine, and its log is there; run"
                                + " 'mullama logs' on that machine, or unset MULLAMA_HOST to see the one here\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            logs -n x         | --lines is 'x'; it takes a number such as 20, or all
            logs -n -3        | --lines is '-3'; it takes a number such as 20, or all
            logs --level loud | --level is 'loud'; it takes error, warning, info or debug
            """)
    void aWrongCommandLineGetsOneLine(String line, String error) {
        assertThat(cli.run(line.split(" "))).isEqualTo(new CliRun.Result(4, "", "mullama: " + error + "\n"));
    }

    /** Does the next thing to the log each time that something new is shown, and interrupts after the last. */
    private final class Steps extends OutputStream {
        private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
        private final Deque<Step> next;
        private Runnable interrupt = () -> {};

        Steps(Step... steps) {
            next = new ArrayDeque<>(List.of(steps));
        }

        @Override
        public void write(int letter) {
            write(new byte[] {(byte) letter}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            shown.write(bytes, from, count);
            advance();
        }

        void advance() {
            Step step = next.poll();
            if (step == null) {
                interrupt.run();
                return;
            }
            try {
                step.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        CliRun.Result follow() {
            cli.printingTo(this).interruptedBy((work, whenInterrupted) -> {
                interrupt = whenInterrupted;
                if (!Files.exists(log)) {
                    advance();
                }
                work.run();
            });
            CliRun.Result result = cli.run("logs", "-f", "-n", "1");
            return new CliRun.Result(result.exit(), shown.toString(StandardCharsets.UTF_8), result.err());
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void whatIsAddedIsShownByWholeLines() throws IOException {
        Files.writeString(log, lines(1, 5));
        Steps steps = new Steps(() -> append("line 6\nli"), () -> append("ne 7\n"));
        assertThat(steps.follow()).isEqualTo(new CliRun.Result(130, lines(5, 7), ""));
    }

    @Test
    void aLogThatIsMovedAwayIsFollowedByTheNext() throws IOException {
        Files.writeString(log, lines(1, 5));
        Steps steps = new Steps(
                () -> {
                    append("line 6\n");
                    Files.move(log, cli.home().resolve("logs/daemon.log.1"));
                    append("line 7\n");
                },
                () -> {},
                () -> append("line 8\n"));
        assertThat(steps.follow()).isEqualTo(new CliRun.Result(130, lines(5, 7) + "line 8\n", ""));
    }

    @Test
    void aLogThatIsEmptiedIsReadFromItsBegin() throws IOException {
        Files.writeString(log, lines(1, 5));
        Steps steps = new Steps(() -> Files.writeString(log, "line 6\n", StandardOpenOption.TRUNCATE_EXISTING));
        assertThat(steps.follow()).isEqualTo(new CliRun.Result(130, lines(5, 6), ""));
    }

    @Test
    void aLogThatIsNotThereYetIsWaitedFor() throws IOException {
        Steps steps = new Steps(() -> append("line 1\n"));
        assertThat(steps.follow()).isEqualTo(new CliRun.Result(130, "line 1\n", ""));
    }

    @Test
    void aReaderThatIsGoneEndsIt() throws IOException {
        Files.writeString(log, lines(1, 5));
        cli.printingTo(new OutputStream() {
            @Override
            public void write(int letter) {
                throw new Console.OutputClosed(new IOException());
            }
        });
        assertThat(cli.run("logs", "-f").exit()).isZero();
    }
}
