package io.mullama.server.http;

import static io.mullama.server.http.RawClient.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mullama.TestCertificates;
import io.mullama.server.http.TestServer.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class TlsTest {
    private static final int BIG = 5_000_000;

    @TempDir
    private static Path folder;

    private static TestCertificates certificates;

    private final SynchronousQueue<String> pieces = new SynchronousQueue<>();
    private final CountDownLatch computing = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);
    private TestServer server;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = TestCertificates.of("EC", folder);
    }

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(this::answer, new Limits().maxBodyBytes(BIG), certificates.server());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void answer(HttpRequest request, HttpExchange exchange) throws Exception {
        switch (request.path()) {
            case "/pieces" -> {
                ResponseStream stream = exchange.stream(200, "text/plain");
                for (String piece = pieces.take(); !piece.isEmpty(); piece = pieces.take()) {
                    stream.write(TestServer.bytes(piece));
                }
            }
            case "/compute" -> {
                computing.countDown();
                await().atMost(20, TimeUnit.SECONDS).until(exchange::peerGone);
                gone.countDown();
            }
            case "/mirror" -> exchange.respond(200, "application/octet-stream", request.body());
            default -> TestServer.echo(request, exchange);
        }
    }

    private SSLSocket connect(String... protocols) throws Exception {
        SSLSocket socket = (SSLSocket) certificates
                .client()
                .getSocketFactory()
                .createSocket(
                        InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                        server.http().boundPort());
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static void send(SSLSocket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String read(SSLSocket socket, int count) throws IOException {
        return new String(socket.getInputStream().readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    private static String readHead(SSLSocket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("in the head " + head).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }

    private static String get(SSLSocket socket, String path) throws IOException {
        send(socket, lines("GET " + path + " HTTP/1.1", "Host: h", ""));
        readHead(socket);
        return read(socket, ("GET " + path + " ").length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aConnectionIsKeptForManyRequests(String protocol) throws Exception {
        try (SSLSocket socket = connect(protocol)) {
            for (int i = 0; i < 200; i++) {
                assertThat(get(socket, "/" + i)).isEqualTo("GET /" + i + " ");
            }
            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
        }
    }

    @Test
    void theOldVersionsAreRefused() throws Exception {
        try (SSLSocket socket = connect("TLSv1.1")) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
        try (SSLSocket socket = connect()) {
            assertThat(get(socket, "/lives")).isEqualTo("GET /lives ");
        }
    }

    @Test
    void theJdksOwnClientSendsAndReceivesMuch() throws Exception {
        byte[] body = new byte[BIG];
        new Random(1).nextBytes(body);
        HttpClient client =
                HttpClient.newBuilder().sslContext(certificates.client()).build();
        URI address = URI.create("https://localhost:" + server.http().boundPort() + "/mirror");
        HttpResponse<byte[]> response = client.send(
                java.net.http.HttpRequest.newBuilder(address)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(response.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void everyPieceArrivesAtOnce(String protocol) throws Exception {
        try (SSLSocket socket = connect(protocol)) {
            send(socket, lines("GET /pieces HTTP/1.1", "Host: h", ""));
            pieces.put("one");
            assertThat(readHead(socket)).contains("Transfer-Encoding: chunked");
            assertThat(read(socket, 8)).isEqualTo("3\r\none\r\n");
            pieces.put("three");
            assertThat(read(socket, 10)).isEqualTo("5\r\nthree\r\n");
            pieces.put("");
            assertThat(read(socket, 5)).isEqualTo("0\r\n\r\n");
            assertThat(get(socket, "/next")).isEqualTo("GET /next ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClientThatLeavesIsNoticed(String protocol) throws Exception {
        try (SSLSocket socket = connect(protocol)) {
            send(socket, lines("GET /compute HTTP/1.1", "Host: h", ""));
            computing.await();
        }
        assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theLastAnswerEndsWithItsConnection() throws Exception {
        try (SSLSocket socket = connect()) {
            send(socket, lines("GET /x HTTP/1.0", ""));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).endsWith("GET /x ");
        }
    }

    @Test
    void whoSpeaksInTheClearIsToldSo() throws Exception {
        try (RawClient client = server.connect()) {
            RawClient.Response response = client.get("/x");
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.header("Connection")).isEqualTo("close");
            assertThat(client.atEnd()).isTrue();
        }
        try (RawClient client = server.connect(TestServer.Endpoint.UNIX)) {
            assertThat(client.get("/x").body()).isEqualTo("GET /x ");
        }
    }

    @Test
    void aHandshakeThatDoesNotComeToItsEndIsCutOff() throws Exception {
        Limits limits = new Limits().headMillis(200);
        byte[][] begins = {{22, 3, 1}, {22, 3, 1, 0, 5, 1, 2, 3, 4, 5}, {22, 22, 22, 22, 22}, {0, 1}, {}};
        try (TestServer hasty = new TestServer(this::answer, limits, certificates.server())) {
            for (byte[] begin : begins) {
                try (RawClient client = hasty.connect().send(begin)) {
                    client.rest();
                }
            }
        }
        for (byte[] begin : begins) {
            server.connect().send(begin).close();
        }
        try (SSLSocket socket = connect()) {
            assertThat(get(socket, "/lives")).isEqualTo("GET /lives ");
        }
    }
}
