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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class DaemonConnectorTest extends InTestHome {
    private Path installation() {
        return home.directories().installation();
    }

    private Path socket() {
        return home.directories().home().resolve("mullama.sock");
    }

    private DaemonConnector connector() {
        return connector(Map.of());
    }

    private DaemonConnector connector(Map<String, String> environment) {
        return new DaemonConnector(home.setup(dialogue, environment));
    }

    private static AbstractObjectAssert<?, MullamaException> assertFailure(DaemonConnector connector, ErrorCode code) {
        return assertThatThrownBy(connector::connect)
                .asInstanceOf(type(MullamaException.class))
                .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    @Test
    void aDaemonIsStartedWhereNoneRunsAndFoundAfterwards() throws IOException {
        FakeInstallation.withDaemon(installation());
        DaemonClient first = connector().connect();
        assertThat(first.address()).isEqualTo(new Address.Unix(socket()));
        assertThat(connector().connect().models().models()).hasSize(2);
        assertThat(home.starts()).hasSize(1);
        assertThat(dialogue.told()).isEmpty();
        assertThat(home.directories().daemonLog()).content().contains("listening on");
    }

    @Test
    void twoClientsAtOnceStartOneDaemon() throws Exception {
        FakeInstallation.withDaemon(installation());
        CompletableFuture<DaemonClient> one =
                CompletableFuture.supplyAsync(() -> connector().connect());
        CompletableFuture<DaemonClient> other =
                CompletableFuture.supplyAsync(() -> connector().connect());
        assertThat(one.get(30, TimeUnit.SECONDS).status().pid())
                .isEqualTo(other.get(30, TimeUnit.SECONDS).status().pid());
        assertThat(home.starts()).hasSize(1);
    }

    @Test
    void whatAKilledDaemonLeavesBehindIsNoHindrance() throws IOException {
        FakeInstallation.withDaemon(installation());
        connector().connect();
        home.kill(home.starts().get(0));
        assertThat(socket()).exists();
        assertThat(home.directories().registryFile()).exists();
        assertThat(connector().connect().models().models()).hasSize(2);
        assertThat(home.starts()).hasSize(2);
        assertThat(dialogue.told()).isEmpty();
    }

    @Test
    void aDaemonThatGivesWayToAQuickerOneIsNoError() throws Exception {
        // Someone else starts a daemon after we have looked, and ours finds its lock taken.
        FakeInstallation.with(
                installation(),
                "if mkdir \"$MULLAMA_HOME/once\" 2>/dev/null; then\n" + "  \"$0\" again & \n"
                        + "  while [ ! -S \"$MULLAMA_HOME/mullama.sock\" ]; do :; done\n  exit 1\nfi\n"
                        + FakeInstallation.daemon());
        assertThat(connector().connect().models().models()).hasSize(2);
    }

    @Test
    void aCorruptRegistryFileIsToldOfOnceAndPassedOver() throws IOException {
        FakeInstallation.withDaemon(installation());
        Files.writeString(home.directories().registryFile(), "half a fi");
        assertThat(connector().connect().models().models()).hasSize(2);
        assertThat(dialogue.told()).hasSize(1);
        assertThat(dialogue.told().get(0))
                .contains(home.directories().registryFile().toString())
                .contains("is damaged (it has no pid)")
                .contains("mullama stop");
        connector().connect();
        assertThat(dialogue.told()).as("the daemon has written it anew").hasSize(1);
    }

    @Test
    void theRegistryFileLeadsToADaemonWithAnotherSocket() throws IOException {
        Path socket = folder.resolve("elsewhere.sock");
        new RegistryFile(home.directories().registryFile())
                .write(new DaemonInfo(1, "1.2.3", null, socket, Instant.EPOCH));
        try (FakeServer server = FakeServer.onSocket(socket, FakeDaemon::answer)) {
            assertThat(connector().connect().address()).isEqualTo(new Address.Unix(socket));
            assertThat(server.requests()).isNotEmpty();
        }
    }

    @Test
    void theSocketOfTheEnvironmentGoesFirst() throws IOException {
        Path socket = folder.resolve("mine.sock");
        try (FakeServer server = FakeServer.onSocket(socket, FakeDaemon::answer)) {
            DaemonClient client =
                    connector(Map.of("MULLAMA_SOCKET", socket.toString())).connect();
            assertThat(client.address()).isEqualTo(new Address.Unix(socket));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aDaemonThatIsStartingIsWaitedFor() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (FakeServer server = FakeServer.onSocket(socket(), (request, exchange) -> {
            if (asked.incrementAndGet() < 4) {
                exchange.json(503, "{\"error\":{\"message\":\"starting\",\"code\":\"starting\"}}");
            } else {
                FakeDaemon.answer(request, exchange);
            }
        })) {
            connector().connect();
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void aLivingDaemonThatDoesNotListenIsNotDoubled() throws Exception {
        FakeInstallation.withDaemon(installation());
        ClientSetup patient = home.setup(dialogue, Map.of());
        Patience brief = new Patience(Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofMillis(20));
        ClientSetup setup =
                new ClientSetup(patient.directories(), patient.settings(), Map.of(), "1.2.3", dialogue, brief);
        try (DaemonLock lock =
                DaemonLock.tryAcquire(home.directories().daemonLock()).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertFailure(new DaemonConnector(setup), ErrorCode.DAEMON_UNREACHABLE)
                    .satisfies(e -> assertThat(e).hasMessageContaining("though one is alive"))
                    .satisfies(e -> assertThat(e.hint().orElse("")).contains("mullama stop"));
        }
        assertThat(home.starts()).isEmpty();
        assertThat(dialogue.told()).containsExactly("waiting for another daemon to end or start");
    }

    @Test
    void anotherMachineIsConnectedToAndNeverStarted() throws IOException {
        FakeInstallation.withDaemon(installation());
        DaemonConnector connector = connector(Map.of("MULLAMA_HOST", "no-such-machine.invalid"));
        assertFailure(connector, ErrorCode.DAEMON_UNREACHABLE)
                .satisfies(e -> assertThat(e).hasMessageContaining("http://no-such-machine.invalid:8080"))
                .satisfies(e -> assertThat(e.hint().orElse("")).contains("MULLAMA_HOST"));
        assertThat(home.starts()).isEmpty();
    }

    @Test
    void anAddressOfThisMachineThatWasAskedForIsTriedBeforeStarting() throws IOException {
        try (FakeServer server = FakeServer.onTcp(FakeDaemon::answer)) {
            DaemonClient client = connector(Map.of("MULLAMA_HOST", "0.0.0.0:" + server.port()))
                    .connect();
            assertThat(client.address()).isEqualTo(new Address.Tcp("127.0.0.1", server.port()));
        }
    }

    @Test
    void aDaemonOfAnotherVersionIsToldOfAndUsedIfNobodyWantsARestart() throws IOException {
        try (FakeServer server = FakeServer.onSocket(socket(), FakeDaemon::answer)) {
            ClientSetup setup = home.setup("2.0.0", dialogue, Map.of());
            assertThat(new DaemonConnector(setup).connect().models().models()).hasSize(2);
            assertThat(server.requests()).hasSize(2);
        }
        assertThat(dialogue.told()).hasSize(2);
        assertThat(dialogue.told().get(0))
                .contains("is mullama 1.2.3, this is 2.0.0")
                .contains("mullama stop");
        assertThat(dialogue.told().get(1)).isEqualTo("Restart it?");
    }

    @Test
    void nobodyIsAskedTwiceWhetherToRestartADaemonOfAnotherVersion() throws IOException {
        try (FakeServer server = FakeServer.onSocket(socket(), FakeDaemon::answer)) {
            DaemonConnector connector = new DaemonConnector(home.setup("2.0.0", dialogue, Map.of()));
            connector.connect();
            connector.connect();
            assertThat(server.requests()).hasSize(2);
        }
        assertThat(dialogue.told()).hasSize(2).last().isEqualTo("Restart it?");
    }

    @Test
    void aDaemonOfAnotherVersionIsRestartedOnAYes() throws IOException {
        FakeInstallation.withDaemon(installation());
        connector().connect();
        RecordedDialogue agreeing = new RecordedDialogue(true);
        new DaemonConnector(home.setup("2.0.0", agreeing, Map.of())).connect();
        List<String> starts = home.starts();
        assertThat(starts).hasSize(2);
        assertThat(starts.get(0)).isNotEqualTo(starts.get(1));
    }
}
