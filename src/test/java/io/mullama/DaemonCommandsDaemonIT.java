package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands about the daemon and its settings, with the packaged program. */
final class DaemonCommandsDaemonIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Sandbox sandbox;

    @BeforeEach
    void makeSandbox() {
        sandbox = new Sandbox();
    }

    @AfterEach
    void removeSandbox() throws Exception {
        sandbox.close();
    }

    private String ok(String... arguments) throws Exception {
        Sandbox.Result result = sandbox.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }

    private long pid() throws Exception {
        return sandbox.daemon().orElseThrow().pid();
    }

    /** Starts a command that Ctrl-C ends, whatever the one who runs the tests does with that signal. */
    private Sandbox.Started startInTerminal(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(Installation.folder().resolve("bin/mullama").toString());
        command.addAll(List.of(arguments));
        return sandbox.startProgram(command);
    }

    private void interrupt(Sandbox.Started started) throws Exception {
        sandbox.runProgram(
                List.of("kill", "-INT", Long.toString(started.process().pid())));
    }

    @Test
    void aDaemonIsStartedWatchedRestartedAndStopped() throws Exception {
        assertThat(sandbox.run("status").exitCode()).isEqualTo(2);
        assertThat(sandbox.run("ping").exitCode()).isEqualTo(2);
        assertThat(ok("daemon", "start"))
                .startsWith("The daemon has started: process ")
                .contains("mullama.sock");
        long first = pid();
        assertThat(ok("daemon", "start")).startsWith("The daemon runs already: process " + first + ", ");

        assertThat(ok("load", "tiny", "--keep-alive", "-1", "--context-size", "256"))
                .isEqualTo("loaded tiny: a context of 256 tokens, on the processor\n");
        assertThat(ok("status"))
                .contains(" is running\n", "process      " + first, "tiny    1.", "256        0           for ever");
        assertThat(ok("status", "--json"))
                .contains("\"status\" : \"ok\"", "\"pid\" : " + first, "\"alias\" : \"tiny\"");
        assertThat(ok("ping", "-c", "2")).hasLineCount(2).contains("mullama.sock answers in ");
        assertThat(ok("stop", "tiny")).isEqualTo("unloaded tiny\n");
        assertThat(ok("ps")).hasLineCount(1);

        assertThat(ok("daemon", "restart")).startsWith("The daemon has started: process ");
        assertThat(pid()).isNotEqualTo(first);
        assertThat(ok("daemon", "stop")).isEqualTo("The daemon has stopped.\n");
        assertThat(sandbox.run("daemon", "status").exitCode()).isEqualTo(2);
    }

    @Test
    void aDaemonThatWasStartedByHandDoesNotEndWhenIdle() throws Exception {
        sandbox.with("MULLAMA_IDLE_EXIT", "200ms");
        ok("daemon", "start");
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(PATIENCE)
                .until(() -> sandbox.daemon().isPresent());
    }

    @Test
    void changedSettingsHoldAfterARestart() throws Exception {
        ok("daemon", "start");
        Sandbox.Result set = sandbox.run("config", "set", "keep_alive", "-1");
        assertThat(set.err()).contains("'mullama daemon restart' lets it read keep_alive anew");
        ok("load", "tiny");
        assertThat(ok("ps")).contains("from now");

        ok("daemon", "restart");
        ok("load", "tiny");
        assertThat(ok("ps")).contains("for ever");
        assertThat(ok("config", "get", "keep_alive")).isEqualTo("-1\n");
    }

    @Test
    void theLogIsFollowedThroughRotationAndTruncationUntilCtrlC() throws Exception {
        Sandbox.Started logs = startInTerminal("logs", "-f");
        ok("daemon", "start");
        Awaitility.await().atMost(PATIENCE).until(() -> logs.out().contains(" listens on "));

        Path log = sandbox.home().resolve("logs/daemon.log");
        Files.move(log, log.resolveSibling("daemon.log.1"), StandardCopyOption.REPLACE_EXISTING);
        ok("daemon", "stop");
        Awaitility.await().atMost(PATIENCE).until(() -> logs.out().contains(": stopped\n"));
        ok("daemon", "start");
        Awaitility.await().atMost(PATIENCE).until(() -> logs.out().split(" listens on ", -1).length == 3);

        Files.writeString(log, "all anew\n", StandardOpenOption.TRUNCATE_EXISTING);
        Awaitility.await().atMost(PATIENCE).until(() -> logs.out().endsWith("\nall anew\n"));
        interrupt(logs);
        Sandbox.Result result = sandbox.finish(logs);
        assertThat(result.exitCode()).isEqualTo(130);
        assertThat(result.err()).isEmpty();
        assertThat(ok("logs", "-n", "1")).isEqualTo("all anew\n");
    }

    @Test
    void theDoctorLooksAtBothSides() throws Exception {
        String findings = ok("doctor");
        assertThat(findings)
                .contains("This command\n", "The daemon\n", "native_libraries", "was started, and answers at ")
                .contains("0 problems, ");
        assertThat(ok("doctor", "--json")).contains("\"client\" : {", "\"daemon\" : {", "\"name\" : \"cpu\"");

        Files.writeString(sandbox.home().resolve("config.toml"), "context_size = 1\n");
        Sandbox.Result ill = sandbox.run("doctor");
        assertThat(ill.exitCode()).isEqualTo(1);
        assertThat(ill.out()).contains("problem  settings", "-> it takes a number from 16 to ");
    }

    @Test
    void aSecondCtrlCEndsServeAtOnce() throws Exception {
        Path slow = SlowModel.write(sandbox.folder().resolve("slow.gguf"));
        Sandbox.Started serve = startInTerminal("serve");
        Awaitility.await().atMost(PATIENCE).until(() -> sandbox.run("ping").exitCode() == 0);
        Sandbox.Started answer = sandbox.start("run", slow.toString(), "--max-tokens", "5000", "Tell me");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> sandbox.run("status").out().contains("1 under way"));

        interrupt(serve);
        Awaitility.await().atMost(PATIENCE).until(() -> serve.err().contains("requests to finish: 1"));
        assertThat(serve.process().isAlive()).isTrue();
        interrupt(serve);
        assertThat(sandbox.finish(serve).exitCode()).isEqualTo(130);
        assertThat(serve.err()).doesNotContain("Daemon: stopped");
        assertThat(sandbox.finish(answer).exitCode()).isEqualTo(2);
    }
}
