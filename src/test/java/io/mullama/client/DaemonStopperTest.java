package io.mullama.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.mullama.daemon.DaemonInfo;
import io.mullama.daemon.DaemonLock;
import io.mullama.daemon.RegistryFile;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class DaemonStopperTest extends InTestHome {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private DaemonStopper stopper() {
        return new DaemonStopper(home.setup(dialogue, Map.of()));
    }

    private void start() throws IOException {
        FakeInstallation.withDaemon(home.directories().installation());
        new DaemonConnector(home.setup(dialogue, Map.of())).connect();
    }

    @Test
    void whereNoDaemonRunsThereIsNothingToStop() {
        assertThat(stopper().stop(LIMIT)).isFalse();
    }

    @Test
    void aRunningDaemonHasEndedWhenStopReturns() throws IOException {
        start();
        assertThat(stopper().stop(LIMIT)).isTrue();
        assertThat(DaemonLock.isHeld(home.directories().daemonLock())).isFalse();
        assertThat(stopper().stop(LIMIT)).isFalse();
    }

    @Test
    void aDaemonThatDoesNotAnswerIsFoundByItsRegistryFile() throws IOException {
        start();
        Files.delete(home.directories().home().resolve("mullama.sock"));
        assertThat(stopper().stop(LIMIT)).isTrue();
        assertThat(DaemonLock.isHeld(home.directories().daemonLock())).isFalse();
    }

    @Test
    void aStaleRegistryFileStopsNobody() throws IOException {
        new RegistryFile(home.directories().registryFile())
                .write(new DaemonInfo(
                        ProcessHandle.current().pid(), "1.2.3", null, folder.resolve("s"), Instant.now()));
        assertThat(stopper().stop(LIMIT)).isFalse();
    }

    @Test
    void aProcessThatBeganAfterTheRegistryFileIsSomebodyElse() throws IOException {
        new RegistryFile(home.directories().registryFile())
                .write(new DaemonInfo(
                        ProcessHandle.current().pid(), "1.2.3", null, folder.resolve("s"), Instant.EPOCH));
        try (DaemonLock lock =
                DaemonLock.tryAcquire(home.directories().daemonLock()).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> stopper().stop(LIMIT))
                    .asInstanceOf(type(MullamaException.class))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DAEMON_UNREACHABLE))
                    .satisfies(e -> assertThat(e).hasMessageContaining("its process is not known"));
        }
    }

    @Test
    void aDaemonThatTakesTooLongIsLeftToFinish() throws Exception {
        FakeInstallation.with(
                home.directories().installation(), FakeInstallation.daemon().replace("exec ", "trap '' TERM; exec "));
        new DaemonConnector(home.setup(dialogue, Map.of())).connect();
        // A process that ignores the signal stands for one that is busy.
        ClientSetup setup = home.setup(dialogue, Map.of());
        Patience brief = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(20));
        DaemonStopper impatient = new DaemonStopper(
                new ClientSetup(setup.directories(), setup.settings(), Map.of(), "1.2.3", dialogue, brief));
        assertThatThrownBy(() -> impatient.stop(Duration.ofMillis(200)))
                .asInstanceOf(type(MullamaException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMED_OUT))
                .satisfies(e -> assertThat(e.hint().orElse("")).contains("--timeout"));
        assertThat(dialogue.told()).containsExactly("waiting for the daemon to end");
        home.kill(home.starts().get(0));
    }

    @Test
    void theProcessNumberOfADaemonBehindATunnelIsNobodyHere() throws Exception {
        Process bystander = new ProcessBuilder("sleep", "600").start();
        String status = "{\"status\":\"ok\",\"version\":\"1.2.3\",\"uptime_secs\":86400,\"models_loaded\":0,"
                + "\"active_requests\":0,\"pid\":" + bystander.pid() + "}";
        try (FakeServer tunnel = FakeServer.onTcp((request, exchange) -> exchange.json(200, status))) {
            String host = "127.0.0.1:" + tunnel.port();
            DaemonStopper stopper = new DaemonStopper(home.setup(dialogue, Map.of("MULLAMA_HOST", host)));

            assertThatThrownBy(() -> stopper.stop(LIMIT)).hasMessageContaining("runs on another machine");
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void theDaemonOfAnotherMachineIsNotOursToStop() {
        DaemonStopper stopper = new DaemonStopper(home.setup(dialogue, Map.of("MULLAMA_HOST", "box.invalid")));
        assertThatThrownBy(() -> stopper.stop(LIMIT)).hasMessageContaining("runs on another machine");
    }
}
