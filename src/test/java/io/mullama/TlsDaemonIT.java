package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged daemon and the packaged commands under TLS. */
final class TlsDaemonIT {
    private static final Sandbox SANDBOX = new Sandbox();
    private static TestCertificates certificates;
    private static Path authority;
    private static HttpClient http;
    private static int port;
    private static Sandbox.Started daemon;

    @BeforeAll
    static void serve() throws Exception {
        certificates = TestCertificates.of("RSA", SANDBOX.folder());
        authority = certificates.writeAuthority(SANDBOX.folder().resolve("ca.pem"));
        http = HttpClient.newBuilder().sslContext(certificates.client()).build();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path chain = certificates.writeChain(SANDBOX.folder().resolve("chain.pem"));
        certificates.writeKey(SANDBOX.folder().resolve("key.pem"));
        daemon = SANDBOX.start(
                "serve",
                "--port",
                Integer.toString(port),
                "--model",
                "tiny",
                "--tls-cert",
                chain.toString(),
                "--tls-key",
                "key.pem");
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> send(HttpRequest.newBuilder(uri("/health"))).statusCode() == 200);
    }

    @AfterAll
    static void stop() throws IOException {
        daemon.process().destroy();
        daemon.process().onExit().join();
        SANDBOX.close();
    }

    private static URI uri(String path) {
        return URI.create("https://localhost:" + port + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void answersStreamUnderTls() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/generate"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"prompt\":\"What is the capital of France?\",\"temperature\":0,\"stream\":true}"))
                .build();
        try (Stream<String> lines = http.send(request, BodyHandlers.ofLines()).body()) {
            List<String> all = lines.toList();
            assertThat(all).hasSizeGreaterThan(3);
            assertThat(all.get(all.size() - 1)).contains("\"done\":true");
        }
    }

    @Test
    void theAddressThatItTellsSaysHttps() throws Exception {
        assertThat(send(HttpRequest.newBuilder(uri("/api/system/status"))).body())
                .contains("\"http_endpoint\":\"https://127.0.0.1:" + port + "\"");
        assertThat(HttpProbe.unix(SANDBOX.socket()).get("/health").status()).isEqualTo(200);
    }

    @Test
    void whoSpeaksInTheClearIsToldSo() throws Exception {
        HttpProbe.Answer answer = HttpProbe.tcp(port).get("/health");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/message").asText())
                .isEqualTo("This port speaks TLS alone; write https:// instead of http://.");
    }

    @Test
    void commandsSpeakTlsToADaemonWhoseAuthorityTheyKnow() throws Exception {
        try (Sandbox client = new Sandbox()) {
            Sandbox.Result plain =
                    client.with("MULLAMA_HOST", "http://127.0.0.1:" + port).run("list");
            client.with("MULLAMA_HOST", "https://127.0.0.1:" + port);
            Sandbox.Result stranger = client.run("list");
            Sandbox.Result friend = client.with("MULLAMA_CA_FILE", authority.toString())
                    .run("run", "tiny", "--temperature", "0", "What is the capital of France?");

            assertThat(plain.exitCode()).isEqualTo(4);
            assertThat(plain.err())
                    .isEqualTo("mullama: This port speaks TLS alone; write https:// instead of http://.\n");
            assertThat(stranger.exitCode()).isEqualTo(7);
            assertThat(stranger.err())
                    .startsWith("mullama: what answers at https://127.0.0.1:" + port + " is not trusted: ")
                    .contains("MULLAMA_CA_FILE");
            assertThat(friend.exitCode()).isZero();
            assertThat(friend.out()).contains("Paris");
        }
    }
}
