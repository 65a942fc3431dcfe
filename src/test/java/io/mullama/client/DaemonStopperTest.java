package io.mullama.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.mullama.daemon.DaemonInfo;
import io.mullama.daemon.DaemonLock;
import io.mullama.daemon.RegistryFile;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class DaemonStopperTest extends InTestHome {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private DaemonStopper stopper() {
        return new DaemonStopper(home.setup(dialogue, Map.of()));
    }

    /** A setup that waits for next to nothing but answers. */
    private ClientSetup brief(Dialogue told) {
        ClientSetup setup = home.setup(told, Map.of());
        Patience brief = new Patience(Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMillis(20));
        return new ClientSetup(setup.directories(), setup.settings(), Map.of(), "1.2.3", told, brief);
    }

    private Path socket() {
        return home.directories().home().resolve("mullama.sock");
    }

    private static String status(Process daemon, long uptimeSeconds) {
        return "{\"status\":\"ok\",\"version\":\"1.2.3\",\"uptime_secs\":" + uptimeSeconds
                + ",\"models_loaded\":0,\"active_requests\":0,\"pid\":" + daemon.pid() + "}";
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
            DaemonStopper stopper = new DaemonStopper(brief(dialogue));
            assertThatThrownBy(() -> stopper.stop(LIMIT))
                    .asInstanceOf(type(MullamaException.class))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DAEMON_UNREACHABLE))
                    .satisfies(e -> assertThat(e).hasMessageContaining("its process is not known"));
        }
        assertThat(dialogue.told()).containsExactly("waiting for another daemon to end or start");
    }

    @Test
    void aDaemonThatIsBeingStartedIsWaitedForAndStopped() throws Exception {
        Process daemon = new ProcessBuilder("sleep", "600").start();
        AtomicInteger asked = new AtomicInteger();
        String status = status(daemon, 0);
        try (DaemonLock lock =
                        DaemonLock.tryAcquire(home.directories().daemonLock()).orElseThrow();
                FakeServer server = FakeServer.onSocket(socket(), (request, exchange) -> {
                    if (asked.incrementAndGet() < 3) {
                        exchange.json(503, "{\"error\":{\"message\":\"starting\",\"code\":\"starting\"}}");
                    } else {
                        exchange.json(200, status);
                    }
                })) {
            assertThat(lock).isNotNull();
            assertThat(stopper().stop(LIMIT)).isTrue();
            assertThat(server.requests()).hasSize(3);
            assertThat(daemon.isAlive()).isFalse();
        } finally {
            daemon.destroyForcibly();
        }
    }

    @Test
    void whoLetsGoOfTheLockWithoutHavingAnsweredNeedsNoStop() throws Exception {
        DaemonLock lock = DaemonLock.tryAcquire(home.directories().daemonLock()).orElseThrow();
        try (FakeServer server = FakeServer.onSocket(socket(), (request, exchange) -> {
            lock.close();
            exchange.json(503, "{\"error\":{\"message\":\"stopping\",\"code\":\"shutting_down\"}}");
        })) {
            assertThat(stopper().stop(LIMIT)).isFalse();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aDaemonWhoseExitCodeNobodyFetchesHasEnded() throws Exception {
        // Its parent becomes a program that never waits, as the first process of many containers.
        FakeInstallation.with(
                home.directories().installation(), FakeInstallation.daemon().replace("wait $!", "exec sleep 600"));
        ProcessBuilder parent = new ProcessBuilder(
                home.directories().installation().resolve("bin/mullama").toString(), "serve");
        parent.environment().put("MULLAMA_HOME", home.directories().home().toString());
        Process negligent = parent.start();
        try {
            DaemonConnector connector = new DaemonConnector(home.setup(dialogue, Map.of()));
            Awaitility.await().until(connector::isRunning);
            assertThat(stopper().stop(LIMIT)).isTrue();
            assertThat(DaemonLock.isHeld(home.directories().daemonLock())).isFalse();
        } finally {
            negligent.destroyForcibly();
        }
    }

    @Test
    void aDaemonThatHasEndedHasEndedThoughAnotherHoldsTheLock() throws Exception {
        Process daemon = new ProcessBuilder("sleep", "600").start();
        String status = status(daemon, 0);
        try (DaemonLock next =
                        DaemonLock.tryAcquire(home.directories().daemonLock()).orElseThrow();
                FakeServer server = FakeServer.onSocket(socket(), (request, exchange) -> exchange.json(200, status))) {
            assertThat(next).isNotNull();
            assertThat(stopper().stop(LIMIT)).isTrue();
            assertThat(server.requests()).hasSize(1);
        } finally {
            daemon.destroyForcibly();
        }
    }

    @Test
    void aDaemonWhosePlaceAnotherHasTakenHasEnded() throws Exception {
        // It stands for one whose process cannot be told to have ended.
        Process daemon = new ProcessBuilder("sh", "-c", "trap '' TERM; while :; do sleep 1; done").start();
        String status = status(daemon, 0);
        RegistryFile registry = new RegistryFile(home.directories().registryFile());
        registry.write(new DaemonInfo(daemon.pid(), "1.2.3", null, socket(), Instant.now()));
        Dialogue takeover = new Dialogue() {
            @Override
            public void tell(String line) {
                dialogue.tell(line);
            }

            @Override
            public void progress(String line) {
                long next = ProcessHandle.current().pid();
                assertThatCode(() -> registry.write(new DaemonInfo(next, "1.2.3", null, socket(), Instant.now())))
                        .doesNotThrowAnyException();
            }

            @Override
            public boolean confirm(String question) {
                return false;
            }
        };
        try (DaemonLock next =
                        DaemonLock.tryAcquire(home.directories().daemonLock()).orElseThrow();
                FakeServer server = FakeServer.onSocket(socket(), (request, exchange) -> exchange.json(200, status))) {
            assertThat(next).isNotNull();
            assertThat(new DaemonStopper(brief(takeover)).stop(LIMIT)).isTrue();
            assertThat(server.requests()).hasSize(1);
        } finally {
            daemon.destroyForcibly();
        }
    }

    @Test
    void aDaemonThatTakesTooLongIsLeftToFinish() throws Exception {
        FakeInstallation.with(
                home.directories().installation(), FakeInstallation.daemon().replace("exec ", "trap '' TERM; exec "));
        new DaemonConnector(home.setup(dialogue, Map.of())).connect();
        // A process that ignores the signal stands for one that is busy.
        DaemonStopper impatient = new DaemonStopper(brief(dialogue));
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
        String status = status(bystander, 86_400);
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
