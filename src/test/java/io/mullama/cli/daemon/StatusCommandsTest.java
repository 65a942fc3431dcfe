package io.mullama.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.cli.CliRun;
import io.mullama.client.FakeDaemon;
import io.mullama.client.FakeInstallation;
import io.mullama.client.FakeServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code daemon}, {@code status} and {@code ping}, against a made-up daemon. */
@DisabledOnOs(OS.WINDOWS)
class StatusCommandsTest {
    private static final String STARTING = "{\"error\":{\"message\":\"starting\",\"code\":\"starting\"}}";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private CliRun cli;

    @BeforeEach
    void makeCli() throws IOException {
        cli = new CliRun(folder);
    }

    private CliRun.Result withDaemon(String... arguments) throws IOException {
        Files.deleteIfExists(cli.home().resolve("mullama.sock"));
        try (FakeServer daemon = cli.daemon(FakeDaemon::answer)) {
            assertThat(daemon.requests()).isEmpty();
            return cli.run(arguments);
        }
    }

    private CliRun.Result whileItStarts(String... arguments) throws IOException {
        try (FakeServer daemon = cli.daemon((request, exchange) -> exchange.json(503, STARTING))) {
            assertThat(daemon.requests()).isEmpty();
            return cli.run(arguments);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "daemon status"})
    void statusTellsHowTheDaemonIs(String line) throws IOException {
        CliRun.Result result = withDaemon(line.split(" "));
        String pid = Long.toString(ProcessHandle.current().pid());
        assertThat(result)
                .isEqualTo(
                        new CliRun.Result(0, """
                mullama 1.2.3 is running
                  process      %s
                  up for       3 min 20 s
                  ends         when it is stopped
                  HTTP         http://127.0.0.1:8080
                  socket       ipc:///h/mullama.sock
                  asked at     %s
                  home         %s
                  requests     1 under way, 7 since the start
                  generated    450 tokens
                  memory       17.8 MB for models, of 16 GB
                  GPU          none
                  default      tiny

                NAME    SIZE      QUANTIZATION    CONTEXT    REQUESTS    UNTIL
                tiny    1.2 MB    Q8_0            4096       0           4 minutes from now
                """.formatted(pid, cli.home().resolve("mullama.sock"), cli.home()), ""));
    }

    @Test
    void statusForProgramsHoldsBothRoutesAndTheLoadedModels() throws IOException {
        CliRun.Result result = withDaemon("status", "--json");
        assertThat(result.exit()).isZero();
        Fields json = Json.fields(result.out().getBytes(StandardCharsets.UTF_8));
        assertThat(json.requiredString("status")).isEqualTo("ok");
        assertThat(json.longInteger("pid")).isEqualTo(ProcessHandle.current().pid());
        assertThat(json.requiredString("address")).endsWith("mullama.sock");
        assertThat(json.requiredString("home")).isEqualTo(cli.home().toString());
        assertThat(json.requiredString("version")).isEqualTo("1.2.3");
        assertThat(json.requiredString("http_endpoint")).isEqualTo("http://127.0.0.1:8080");
        assertThat(json.objects("models", model -> model.requiredString("alias")))
                .containsExactly("tiny");
    }

    @Test
    void theHomeOfAnotherDaemonIsNotTheOneOfWhoAsks() throws IOException {
        try (FakeServer daemon = FakeServer.onTcp(FakeDaemon::answer)) {
            cli.with("MULLAMA_HOST", "127.0.0.1:" + daemon.port());
            assertThat(cli.run("status").out())
                    .contains("asked at     http://127.0.0.1:" + daemon.port())
                    .doesNotContain("  home ");
            assertThat(cli.run("status", "--json").out()).doesNotContain("\"home\"");
        }
    }

    @Test
    void aDamagedRegistryFileIsToldOfOnce() throws IOException {
        Files.writeString(cli.home().resolve("daemon.properties"), "half a fi");
        CliRun.Result result = withDaemon("status");
        assertThat(result.out()).contains("  home         " + cli.home());
        assertThat(result.err()).contains("is damaged").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "daemon start"})
    void aDaemonOfAnotherVersionIsToldOf(String line) throws IOException {
        try (FakeServer daemon = cli.daemon((request, exchange) -> {
            if (request.path().equals("/health")) {
                exchange.send("HTTP/1.1 200 OK\r\nServer: mullama/0.9.9\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 15\r\n\r\n{\"status\":\"ok\"}");
            } else if (request.path().equals("/status")) {
                exchange.json(200, "{\"status\":\"ok\",\"version\":\"0.9.9\",\"pid\":7}");
            } else {
                FakeDaemon.answer(request, exchange);
            }
        })) {
            assertThat(daemon.requests()).isEmpty();
            CliRun.Result result = cli.run(line.split(" "));
            assertThat(result.exit()).isZero();
            assertThat(result.err())
                    .startsWith("mullama: the daemon at ")
                    .contains(" is mullama 0.9.9, this is 1.2.3; ")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "ping", "unload tiny", "stop tiny"})
    void whatNeedsNoDaemonStartsNone(String line) {
        CliRun.Result result = cli.run(line.split(" "));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("no daemon is running in " + cli.home() + "; 'mullama daemon start' starts one");
        assertThat(cli.home().resolve("logs")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "ping"})
    void aDaemonThatStartsIsNotReadyYet(String command) throws IOException {
        CliRun.Result result = whileItStarts(command);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("mullama.sock is starting; try again in a moment");
    }

    @Test
    void pingTellsHowLongEachAnswerTook() throws IOException {
        assertThat(withDaemon("ping").out()).matches("\\S+mullama\\.sock answers in \\d+\\.\\d ms\n");
        assertThat(withDaemon("ping", "--count", "2").out()).hasLineCount(2);
    }

    @Test
    void pingCanKeepQuiet() throws IOException {
        assertThat(withDaemon("ping", "-q")).isEqualTo(new CliRun.Result(0, "", ""));
    }

    @Test
    void pingForProgramsHoldsTheTimes() throws IOException {
        Fields json = Json.fields(withDaemon("ping", "--json").out().getBytes(StandardCharsets.UTF_8));
        assertThat(json.requiredString("address")).endsWith("mullama.sock");
        assertThat(json.node("times_ms")).hasSize(1).allMatch(time -> time.asDouble() > 0);
    }

    @Test
    void pingGoesToAnotherMachine() throws IOException {
        try (FakeServer daemon = FakeServer.onTcp(FakeDaemon::answer)) {
            CliRun.Result result =
                    cli.with("MULLAMA_HOST", "127.0.0.1:" + daemon.port()).run("ping");
            assertThat(result.exit()).isZero();
            assertThat(result.out()).startsWith("http://127.0.0.1:" + daemon.port() + " answers in ");
        }
    }

    @Test
    void anInterruptEndsThePauseBetweenTwoPings() throws IOException {
        cli.interruptedBy((work, whenInterrupted) -> {
            whenInterrupted.run();
            work.run();
        });
        CliRun.Result result = withDaemon("ping", "-c", "100");
        assertThat(result.exit()).isEqualTo(130);
        assertThat(result.out()).hasLineCount(1);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void startBeginsADaemonThatStaysAndRestartAnother() throws IOException {
        FakeInstallation.with(
                cli.installation(), "echo \"$@\" >> \"$MULLAMA_HOME/calls\"; " + FakeInstallation.daemon());
        CliRun.Result first = cli.run("daemon", "start");
        CliRun.Result second = cli.run("daemon", "start");
        CliRun.Result third = cli.run("daemon", "restart");
        CliRun.Result last = cli.run("daemon", "stop");
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out())
                .matches("The daemon has started: process \\d+, at http://127.0.0.1:8080 and"
                        + " ipc:///h/mullama.sock\\.\n");
        assertThat(second.exit()).isZero();
        assertThat(second.out()).startsWith("The daemon runs already: process ");
        assertThat(third.out()).startsWith("The daemon has started: process ");
        assertThat(last).isEqualTo(new CliRun.Result(0, "The daemon has stopped.\n", ""));
        assertThat(Files.readString(cli.home().resolve("calls"))).isEqualTo("serve\nserve\n");
    }

    @Test
    void aDaemonThatACommandHasStartedIsToldFromOneThatStays() throws IOException {
        try (FakeServer daemon = cli.daemon((request, exchange) -> {
            if (request.path().equals("/status")) {
                exchange.json(200, "{\"status\":\"ok\",\"version\":\"1.2.3\",\"pid\":7,\"on_demand\":true}");
            } else {
                FakeDaemon.answer(request, exchange);
            }
        })) {
            assertThat(daemon.requests()).isEmpty();
            assertThat(cli.run("daemon", "start"))
                    .isEqualTo(new CliRun.Result(
                            0,
                            "The daemon runs already: process 7, at http://127.0.0.1:8080 and ipc:///h/mullama.sock.\n",
                            "mullama: a command has started it, so it ends when it is idle; 'mullama daemon restart'"
                                    + " makes it stay\n"));
            assertThat(cli.run("status").out()).contains("  ends         when it is idle\n");
        }
    }

    @Test
    void aDaemonThatDoesNotStartSaysWhy() {
        CliRun.Result result = cli.run("daemon", "start");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("mullama: the daemon did not start: no daemon in this test; the whole log is ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            daemon              | 'mullama daemon' is not told what to do; it takes start, stop, restart, status or logs
            daemon strat        | 'mullama daemon' has no command 'strat'; did you mean 'mullama daemon start'?
            daemon xyzzy        | 'mullama daemon' has no command 'xyzzy'; it takes start, stop, restart, status, logs
            help daemon lgos    | 'mullama daemon' has no command 'lgos'; did you mean 'mullama daemon logs'?
            help ps xyzzy       | 'mullama ps' has no command 'xyzzy'; see 'mullama ps --help'
            daemon start --now  | 'mullama daemon start' has no option '--now'; see 'mullama daemon start --help'
            daemon start now    | 'mullama daemon start' takes no argument 'now'; see 'mullama daemon start --help'
            daemon restart --timeout x | --timeout is 'x'; it takes a duration such as 30s, 5m, or -1 for ever
            ping -c 0           | --count is 0; it takes a number of 1 or more
            """)
    void aWrongCommandLineGetsOneLine(String line, String error) {
        assertThat(cli.run(line.split(" "))).isEqualTo(new CliRun.Result(4, "", "mullama: " + error + "\n"));
    }

    @Test
    void aDaemonElsewhereIsNotStartedHere() {
        CliRun.Result result = cli.with("MULLAMA_HOST", "box").run("daemon", "start");
        assertThat(result)
                .isEqualTo(new CliRun.Result(
                        4,
                        "",
                        "mullama: the daemon at http://box:8080 runs on another machine; start it there, or unset"
                                + " MULLAMA_HOST to start one here\n"));
    }

    @Test
    void aCommandBelowAnotherHasHelpOfItsOwn() {
        CliRun.Result help = cli.run("daemon", "restart", "--help");
        assertThat(help.exit()).isZero();
        assertThat(help.out()).startsWith("Usage: mullama daemon restart ").contains("--timeout", "Examples:");
        assertThat(cli.run("help", "daemon", "restart")).isEqualTo(help);
        assertThat(cli.run("daemon", "--help").out()).contains("Commands:", "  restart  Stop the daemon");
    }
}
