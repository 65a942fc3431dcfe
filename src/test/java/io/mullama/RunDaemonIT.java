package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code mullama run} and the daemon that it starts, as a person meets them. */
final class RunDaemonIT {
    private static final String FRANCE = "What is the capital of France?";
    private static final String PARIS = "The capital of France is Paris.\n";

    @AutoClose
    private final Sandbox sandbox = new Sandbox();

    @Test
    void runStartsTheDaemonAnswersAndExitsWithZero() throws Exception {
        Sandbox.Result result = sandbox.run("run", "tiny", "--temperature", "0", FRANCE);

        assertThat(result).isEqualTo(new Sandbox.Result(0, PARIS, ""));
        assertThat(sandbox.daemon()).isPresent();
    }

    @Test
    void withoutATemperatureTheAnswerIsTheSame() throws Exception {
        assertThat(sandbox.run("run", "tiny", FRANCE).out()).isEqualTo(PARIS);
    }

    @Test
    void pipedInputIsThePrompt() throws Exception {
        Sandbox.Result result = sandbox.runWithInput("2 + 2", "run", "tiny", "--temperature", "0");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("4").endsWith("\n");
    }

    @Test
    void verbosePrintsFiguresToStandardError() throws Exception {
        Sandbox.Result result = sandbox.run("run", "tiny", "--verbose", "--temperature", "0", FRANCE);

        assertThat(result.out()).isEqualTo(PARIS);
        assertThat(result.err()).contains("tokens/s");
    }

    @Test
    void twoCommandsAtOnceOnAColdMachineStartOneDaemon() throws Exception {
        Sandbox.Started first = sandbox.start("run", "tiny", "--temperature", "0", FRANCE);
        Sandbox.Started second = sandbox.start("run", "tiny", "--temperature", "0", FRANCE);

        assertThat(sandbox.finish(first).out()).isEqualTo(PARIS);
        assertThat(sandbox.finish(second).out()).isEqualTo(PARIS);
        assertThat(sandbox.log().lines().filter(line -> line.contains("listens on")))
                .hasSize(1);
    }

    @Test
    void aDaemonKilledBySigkillLeavesNothingInTheWay() throws Exception {
        sandbox.run("run", "tiny", FRANCE);
        ProcessHandle killed = sandbox.daemon().orElseThrow();
        killed.destroyForcibly();
        killed.onExit().get();

        assertThat(sandbox.run("run", "tiny", "--temperature", "0", FRANCE))
                .isEqualTo(new Sandbox.Result(0, PARIS, ""));
        assertThat(sandbox.daemon().map(ProcessHandle::pid)).isPresent().isNotEqualTo(Optional.of(killed.pid()));
    }

    @Test
    void stopEndsTheDaemonAndIsContentWhenThereIsNone() throws Exception {
        sandbox.run("run", "tiny", FRANCE);
        ProcessHandle daemon = sandbox.daemon().orElseThrow();

        assertThat(sandbox.run("stop").exitCode()).isZero();
        assertThat(daemon.onExit()).succeedsWithin(Duration.ofSeconds(20));
        assertThat(sandbox.log()).contains("Daemon: stopping").contains("Daemon: stopped");
        assertThat(sandbox.socket()).doesNotExist();
        assertThat(sandbox.run("stop").exitCode()).isZero();
    }

    @Test
    void stopLetsARunningAnswerFinish() throws Exception {
        Path slow = SlowModel.write(sandbox.folder().resolve("slow.gguf"));
        Sandbox.Started answering =
                sandbox.start("run", slow.toString(), "--raw", "--max-tokens", "40", "--temperature", "0", "Once");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> sandbox.log().contains("loaded "));

        Sandbox.Result stop = sandbox.run("stop");
        Sandbox.Result answer = sandbox.finish(answering);

        assertThat(stop.exitCode()).isZero();
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.err()).isEmpty();
    }

    @Test
    void psShowsWhatIsLoadedAndListWhatThereIs() throws Exception {
        assertThat(sandbox.run("ps").out()).contains("NAME").doesNotContain("tiny");
        sandbox.run("run", "tiny", FRANCE);

        assertThat(sandbox.run("ps").out()).contains("tiny").contains("Q8_0").contains("2048");
        assertThat(sandbox.run("list").out())
                .contains("tiny")
                .contains("1.2 MB")
                .contains("1.1M");
    }

    @Test
    void theDaemonKeepsTheNamesThatShellsComplete() throws Exception {
        sandbox.run("ps");

        assertThat(sandbox.home().resolve("names")).hasContent("tiny");
    }

    @Test
    void aFileIsRunWhereItLies() throws Exception {
        Path file = Files.copy(Installation.tiny(), sandbox.folder().resolve("some model.gguf"));

        assertThat(sandbox.run("run", "./some model.gguf", "--temperature", "0", FRANCE)
                        .out())
                .isEqualTo(PARIS);
        assertThat(sandbox.run("ps").out()).contains(file.toString());
        try (Stream<Path> copies = Files.walk(sandbox.home())) {
            assertThat(copies.filter(path -> path.toString().endsWith(".gguf"))).isEmpty();
        }
    }

    @Test
    void aModelIsUnloadedWhenItsKeepAliveTimeIsOver() throws Exception {
        sandbox.run("run", "tiny", "--keep-alive", "0", FRANCE);

        assertThat(sandbox.run("ps").out()).doesNotContain("tiny");
    }

    @Test
    void aDaemonThatACommandStartedEndsWhenItHasNothingToDo() throws Exception {
        sandbox.with("MULLAMA_IDLE_EXIT", "200ms");
        sandbox.run("run", "tiny", "--keep-alive", "0", FRANCE);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> sandbox.daemon().isEmpty());
        assertThat(sandbox.log()).contains("nothing to do");
    }

    @Test
    void aCommandLoadsNothingOfTheServer() throws Exception {
        sandbox.run("ps");
        Path classes = sandbox.folder().resolve("classes");
        sandbox.with("MULLAMA_JAVA_OPTS", "-Xlog:class+load:file=" + classes);

        sandbox.run("run", "tiny", FRANCE);

        assertThat(Files.readString(classes))
                .contains("io.mullama.client.")
                .doesNotContain("io.mullama.server.")
                .doesNotContain("io.mullama.engine.")
                .doesNotContain("com.sun.jna.")
                .doesNotContain("org.jline.")
                .doesNotContain("java.util.logging.")
                .doesNotContain("java.net.http.");
    }

    @Test
    void commandSubstitutionEndsWithTheCommandAndNotWithTheDaemon() throws Exception {
        Sandbox.Result result = sandbox.runProgram(List.of(
                "sh",
                "-c",
                "x=$('" + Installation.folder() + "/bin/mullama' run tiny '" + FRANCE + "'); echo \"[$x]\""));

        assertThat(result.out()).isEqualTo("[The capital of France is Paris.]\n");
        assertThat(sandbox.daemon()).isPresent();
    }

    @Test
    void aClosedStandardInputIsAnEmptyOne() throws Exception {
        String program = Installation.folder().resolve("bin/mullama").toString();

        assertThat(sandbox.runProgram(
                        List.of("sh", "-c", "\"$0\" run tiny --temperature 0 \"$1\" <&-", program, FRANCE)))
                .isEqualTo(new Sandbox.Result(0, PARIS, ""));
    }
}
