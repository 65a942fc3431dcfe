package io.mullama.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mullama.config.Directories;
import io.mullama.config.Setting;
import io.mullama.config.Settings;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.http.EndpointException;
import io.mullama.server.http.HttpEndpoints;
import io.mullama.server.http.HttpErrors;
import io.mullama.server.http.HttpLimits;
import io.mullama.server.http.HttpServer;
import io.mullama.server.model.ModelsFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndpointsTest {
    /** Short, because a socket's path is: the folder of JUnit's own can be too long. */
    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createTempDirectory("mu");
    }

    @AfterEach
    void removeHome() throws IOException {
        try (var files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> assertThat(file.toFile().delete()).isTrue());
        }
    }

    @Test
    void loopbackMeansItsFirstAddressAndTheSocketOfTheHome() throws IOException {
        HttpEndpoints endpoints = of(Map.of(Setting.PORT, "9000"));

        assertThat(endpoints.tcp().get(0)).isEqualTo(address("127.0.0.1", 9000));
        assertThat(endpoints.tcp()).allMatch(tcp -> tcp.getAddress().isLoopbackAddress() && tcp.getPort() == 9000);
        assertThat(endpoints.unixSocket()).isEqualTo(home.resolve("mullama.sock"));
        assertThat(Endpoints.url(settings(Map.of(Setting.PORT, "9000")))).hasValue("http://127.0.0.1:9000");
    }

    @Test
    void anAddressMeansItself() throws IOException {
        assertThat(of(Map.of(Setting.HOST, "0.0.0.0:9000", Setting.INSECURE, "true"))
                        .tcp())
                .containsExactly(address("0.0.0.0", 9000));
    }

    @Test
    void portZeroMeansTheSocketAlone() {
        assertThat(of(Map.of(Setting.PORT, "0")).tcp()).isEmpty();
        assertThat(Endpoints.url(settings(Map.of(Setting.PORT, "0")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"512, 4, 772", "0, 1, 257", "2000, 64, 2320", "100000, 4, 4096"})
    void asManyConnectionsAsRequestsCanWaitAreTakenAndSomeMore(String queue, String parallel, int connections) {
        Settings settings = settings(Map.of(Setting.MAX_QUEUE, queue, Setting.PARALLEL, parallel));

        assertThat(Endpoints.limits(settings).maxConnections()).isEqualTo(connections);
    }

    @Test
    void aHostThatNobodyKnowsIsRefused() {
        assertRefused(
                () -> of(Map.of(Setting.HOST, "nobody.invalid")),
                ErrorCode.INVALID_SETTING,
                "the host 'nobody.invalid' is unknown",
                "give an address of this machine, such as 127.0.0.1");
    }

    @Test
    void aSocketWhoseFolderCannotBeMadeIsRefused() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "");

        assertThatThrownBy(() -> of(Map.of(Setting.SOCKET, file.resolve("s").toString())))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
                    assertThat(e.hint()).hasValue("choose another with --socket");
                })
                .hasMessageStartingWith("cannot make the folder of the socket " + file.resolve("s") + ": ");
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheWaysToChangeIt() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, address("127.0.0.1", 0).getAddress())) {
            EndpointException refused = refusal(address("127.0.0.1", other.getLocalPort()), null);

            assertRefused(
                    () -> {
                        throw Endpoints.refused(refused);
                    },
                    ErrorCode.PORT_IN_USE,
                    "port " + other.getLocalPort() + " on 127.0.0.1 is in use by another program",
                    "choose another with --port, MULLAMA_PORT or port in config.toml; 0 for the socket alone");
            assertThat(Endpoints.refused(refused)).hasCause(refused);
        }
    }

    /** RFC 5737 keeps 192.0.2.0/24 for documentation: no machine has it. */
    @Test
    void anAddressOfAnotherMachineIsSaidToBeNoneOfOurs() throws IOException {
        EndpointException refused = refusal(address("192.0.2.1", 9000), null);

        assertRefused(
                () -> {
                    throw Endpoints.refused(refused);
                },
                ErrorCode.INVALID_SETTING,
                "192.0.2.1 is no address of this machine",
                "choose another with --host, MULLAMA_HOST or host in config.toml");
    }

    @Test
    void aFileInTheSocketsPlaceIsSaidOnce() throws IOException {
        Path file = Files.writeString(home.resolve("s"), "");

        assertRefused(
                () -> {
                    throw Endpoints.refused(refusal(null, file));
                },
                ErrorCode.PERMISSION_DENIED,
                "cannot listen on the socket " + file + ": Address already in use",
                "choose another with --socket");
    }

    private HttpEndpoints of(Map<Setting, String> flags) {
        return Endpoints.of(settings(flags), new Directories(home, Path.of("/no/cache"), home.resolve("installation")));
    }

    private static Settings settings(Map<Setting, String> flags) {
        return ModelsFixture.settings(flags);
    }

    @Test
    void otherMachinesAreNotServedWithoutAKey() {
        assertThatThrownBy(() -> of(Map.of(Setting.HOST, "0.0.0.0:9000")))
                .isInstanceOf(MullamaException.class)
                .hasMessage("everybody who reaches 0.0.0.0 port 9000 could use the daemon: no API key is set");
        assertThat(of(Map.of(Setting.HOST, "0.0.0.0:9000", Setting.API_KEY, "k"))
                        .tcp())
                .hasSize(1);
    }

    @Test
    void anAddressWithTlsTakesACertificate() {
        assertRefused(
                () -> of(Map.of(Setting.HOST, "https://127.0.0.1")),
                ErrorCode.INVALID_SETTING,
                "the host 'https://127.0.0.1' asks for TLS, and there is no certificate",
                "give one with --tls-cert and --tls-key, or write http://");
    }

    private static InetSocketAddress address(String host, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getAllByName(host)[0], port);
    }

    private static EndpointException refusal(@Nullable InetSocketAddress tcp, @Nullable Path socket) {
        HttpEndpoints endpoints = new HttpEndpoints(tcp == null ? List.of() : List.of(tcp), socket);
        HttpServer server = new HttpServer(
                endpoints,
                HttpLimits.defaults(),
                (request, exchange) -> {},
                (error, ignored) -> new HttpErrors.Worded(new byte[0]),
                "1");
        return catchThrowableOfType(EndpointException.class, server::start);
    }

    private static void assertRefused(Runnable work, ErrorCode code, String message, String hint) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessage(message);
            assertThat(e.hint()).hasValue(hint);
        });
    }
}
