package io.mullama.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.mullama.config.ConfigFile;
import io.mullama.config.Settings;
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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** This process as the daemon of the home: it holds the lock and is registered, with port 8080. */
    private DaemonLock asDaemon() throws IOException {
        DaemonInfo info = new DaemonInfo(
                ProcessHandle.current().pid(), "1.2.3", "http://127.0.0.1:8080", socket(), Instant.now());
        new RegistryFile(home.directories().registryFile()).write(info);
        return DaemonLock.tryAcquire(home.directories().daemonLock()).orElseThrow();
    }

    @Test
    void anotherDaemonThatIsNamedAndDoesNotAnswerIsNotReplacedByTheOneOfTheHome() throws IOException {
        ClientSetup setup = home.setup(dialogue, Map.of("MULLAMA_HOST", "127.0.0.1:9"));
        DaemonConnector connector = new DaemonConnector(setup);
        try (DaemonLock lock = asDaemon();
                FakeServer server = FakeServer.onSocket(socket(), FakeDaemon::answer)) {
            assertThat(lock).isNotNull();
            List<ThrowingCallable> uses = List.of(
                    connector::connect,
                    connector::running,
                    connector::start,
                    () -> new DaemonStopper(setup).stop(Duration.ZERO));
            for (ThrowingCallable use : uses) {
                assertThatThrownBy(use)
                        .asInstanceOf(type(MullamaException.class))
                        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DAEMON_UNREACHABLE))
                        .satisfies(e -> assertThat(e).hasMessageContaining("no daemon answers at http://127.0.0.1:9: "))
                        .satisfies(e -> assertThat(e.hint().orElse("")).contains("MULLAMA_HOST"));
            }
            assertThat(connector.isHere()).isFalse();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void whereTheHomeHasNoDaemonOneIsStartedAtTheNamedAddress() throws IOException {
        FakeInstallation.withDaemon(installation());
        asDaemon().close();
        DaemonConnector connector = connector(Map.of("MULLAMA_HOST", "127.0.0.1:9"));
        assertThat(connector.connect().address()).isEqualTo(new Address.Unix(socket()));
        assertThat(home.starts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"MULLAMA_HOST, 127.0.0.1", "MULLAMA_HOST, 127.0.0.1:8080", "MULLAMA_PORT, 9"})
    void theDaemonOfTheHomeIsFoundWhateverPortItIsToHaveNext(String variable, String value) throws IOException {
        try (DaemonLock lock = asDaemon();
                FakeServer server = FakeServer.onSocket(socket(), FakeDaemon::answer)) {
            assertThat(lock).isNotNull();
            assertThat(connector(Map.of(variable, value)).connect().address()).isEqualTo(new Address.Unix(socket()));
            assertThat(server.requests()).isNotEmpty();
        }
    }

    @Test
    void theAddressToListenOnInTheFileNamesNoOtherDaemon() throws IOException {
        Files.writeString(home.directories().configFile(), "host = \"127.0.0.1:9\"\n");
        ClientSetup plain = home.setup(dialogue, Map.of());
        Settings settings = Settings.of(
                Map.of(), Map.of(), ConfigFile.read(home.directories().configFile()));
        try (DaemonLock lock = asDaemon();
                FakeServer server = FakeServer.onSocket(socket(), FakeDaemon::answer)) {
            assertThat(lock).isNotNull();
            DaemonConnector connector = new DaemonConnector(
                    new ClientSetup(plain.directories(), settings, Map.of(), "1.2.3", dialogue, plain.patience()));
            assertThat(connector.connect().address()).isEqualTo(new Address.Unix(socket()));
            assertThat(server.requests()).isNotEmpty();
        }
    }

    @Test
    void startToldOfAnotherVersionRestartsItOnAYes() throws IOException {
        FakeInstallation.withDaemon(installation());
        assertThat(connector().start().started()).isTrue();
        RecordedDialogue refusing = new RecordedDialogue(false);
        assertThat(new DaemonConnector(home.setup("2.0.0", refusing, Map.of()))
                        .start()
                        .started())
                .isFalse();
        assertThat(refusing.told()).hasSize(2).last().isEqualTo("Restart it?");
        RecordedDialogue agreeing = new RecordedDialogue(true);
        assertThat(new DaemonConnector(home.setup("2.0.0", agreeing, Map.of()))
                        .start()
                        .started())
                .isTrue();
        assertThat(home.starts()).hasSize(2);
    }
}
