package io.mullama.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.TestCertificates;
import io.mullama.config.ConfigFile;
import io.mullama.config.Settings;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.http.HttpEndpoints;
import io.mullama.server.http.HttpErrors;
import io.mullama.server.http.HttpLimits;
import io.mullama.server.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and TLS, against a fake daemon in the clear and a real server under TLS. */
final class TcpSecurityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String MODELS = "{\"models\":[]}";

    @TempDir
    private static Path folder;

    private static Path authority;
    private static HttpServer server;

    @BeforeAll
    static void serve() throws Exception {
        TestCertificates certificates = TestCertificates.of("EC", folder);
        authority = certificates.writeAuthority(folder.resolve("ca.pem"));
        HttpEndpoints endpoints = new HttpEndpoints(
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), null, certificates.server());
        server = new HttpServer(
                endpoints,
                HttpLimits.defaults(),
                (request, exchange) -> {
                    boolean keyed = request.header("Authorization")
                            .filter("Bearer k"::equals)
                            .isPresent();
                    String body = keyed ? MODELS : "{\"error\":{\"message\":\"no key\",\"code\":\"invalid_api_key\"}}";
                    exchange.respond(keyed ? 200 : 401, "application/json", body.getBytes(StandardCharsets.UTF_8));
                },
                (error, request) -> new HttpErrors.Worded(new byte[0]),
                "1");
        server.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.stop(Duration.ZERO);
    }

    private static DaemonClient client(String host, int port, String... variables) {
        Map<String, String> environment = new HashMap<>(Map.of("MULLAMA_HOST", host));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        Settings settings = Settings.of(Map.of(), environment, ConfigFile.empty(Path.of("config.toml")));
        String name = settings.endpoint().host();
        return new DaemonClient(new Address.Tcp(name, port, TcpSecurity.of(settings)), PATIENCE);
    }

    private static void assertFailure(DaemonClient client, ErrorCode code, String message, String hint) {
        assertThatThrownBy(client::models).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).contains(message);
            assertThat(e.hint().orElse("")).contains(hint);
        });
    }

    @Test
    void theKeyIsSentOverTcpAlone() throws IOException {
        FakeServer.Handler handler = (request, exchange) -> exchange.json(200, MODELS);
        try (FakeServer tcp = FakeServer.onTcp(handler);
                FakeServer unix = FakeServer.onSocket(folder.resolve("s"), handler)) {
            client("127.0.0.1", tcp.port(), "MULLAMA_API_KEY", "k").models();
            client("127.0.0.1", tcp.port()).models();
            new DaemonClient(new Address.Unix(folder.resolve("s")), PATIENCE).models();
            assertThat(tcp.requests().get(0).head()).contains("\r\nAuthorization: Bearer k");
            assertThat(tcp.requests().get(1).head()).doesNotContain("Authorization");
            assertThat(unix.requests().get(0).head()).doesNotContain("Authorization");
        }
    }

    @Test
    void aKeyThatIsMissingIsAMatterOfPermission() {
        assertFailure(
                client("https://localhost", server.boundPort(), "MULLAMA_CA_FILE", authority.toString()),
                ErrorCode.PERMISSION_DENIED,
                "no key",
                "");
    }

    @Test
    void underTlsTheAnswerComesFromATrustedServer() {
        DaemonClient client = client(
                "https://localhost",
                server.boundPort(),
                "MULLAMA_CA_FILE",
                authority.toString(),
                "MULLAMA_API_KEY",
                "k");
        assertThat(client.models().models()).isEmpty();
        assertThat(client.address().text()).isEqualTo("https://localhost:" + server.boundPort());
    }

    @Test
    void aServerThatNobodyVouchesForIsNotTrusted() {
        assertFailure(
                client("https://localhost", server.boundPort()),
                ErrorCode.PERMISSION_DENIED,
                "what answers at https://localhost:" + server.boundPort() + " is not trusted: ",
                "MULLAMA_CA_FILE");
    }

    @Test
    void whatADaemonHasAgainstOurAddressIsTold() throws IOException {
        FakeServer.Handler handler =
                (request, exchange) -> exchange.json(403, "{\"error\":{\"message\":\"not by that name\"}}");
        try (FakeServer tcp = FakeServer.onTcp(handler)) {
            assertThat(client("127.0.0.1", tcp.port()).health()).isInstanceOfSatisfying(Health.Absent.class, absent -> {
                assertThat(absent.reason().code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
                assertThat(absent.reason()).hasMessage("not by that name");
            });
        }
    }

    @Test
    void aFileOfAuthoritiesThatIsNoneIsRefused() throws IOException {
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "-----BEGIN CERTIFICATE-----\nx\n");
        Path none = folder.resolve("none.pem");
        assertFailure(
                client("https://localhost", server.boundPort(), "MULLAMA_CA_FILE", garbage.toString()),
                ErrorCode.INVALID_SETTING,
                "the certificates in " + garbage + " cannot be used: ",
                "BEGIN CERTIFICATE");
        assertFailure(
                client("https://localhost", server.boundPort(), "MULLAMA_CA_FILE", none.toString()),
                ErrorCode.INVALID_SETTING,
                "cannot read the file " + none,
                "ca_file");
    }

    @Test
    void theKeyIsNotShown() {
        assertThat(new TcpSecurity(true, "sk-secret", null).toString()).doesNotContain("sk-secret");
    }
}
