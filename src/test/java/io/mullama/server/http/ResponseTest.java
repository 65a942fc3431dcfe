package io.mullama.server.http;

import static io.mullama.server.http.RawClient.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.server.http.RawClient.Response;
import io.mullama.server.http.TestServer.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
final class ResponseTest {
    private final CountDownLatch firstPieceRead = new CountDownLatch(1);

    /** Held, because the log manager would let go of its level otherwise. */
    private final Logger expectedFailures = Logger.getLogger(Connection.class.getName());

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        expectedFailures.setLevel(Level.OFF);
        server = new TestServer(this::answer);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        expectedFailures.setLevel(null);
    }

    private void answer(HttpRequest request, HttpExchange exchange) throws Exception {
        switch (request.path()) {
            case "/header" -> TestServer.text(exchange.header("Retry-After", "5"), "x");
            case "/origin" ->
                TestServer.text(exchange.header("access-control-allow-origin", "https://example.org"), "x");
            case "/json" -> exchange.respond(200, "application/json", TestServer.bytes("{}".repeat(5000)));
            case "/nocontent" -> exchange.respond(204, "", new byte[0]);
            case "/stream" -> streamPieces(exchange, true);
            case "/unended" -> streamPieces(exchange, false);
            case "/empty" -> exchange.stream(200, "text/plain").end();
            case "/large" -> exchange.stream(200, "text/plain").write(new byte[3_000_000]);
            case "/replaced" -> replaceStream(exchange);
            case "/broken" -> breakOff(exchange);
            case "/throws" -> throw new IllegalStateException("a fault of the handler's");
            case "/error" -> throw new StackOverflowError();
            case "/io" -> throw new IOException("a file could not be read");
            case "/interrupts" -> interrupt(exchange);
            case "/silent" -> {}
            case "/misuse" -> misuse(exchange);
            default -> TestServer.echo(request, exchange);
        }
    }

    private void streamPieces(HttpExchange exchange, boolean end) throws Exception {
        ResponseStream stream = exchange.stream(200, "text/event-stream");
        assertThat(exchange.isCommitted()).isFalse();
        stream.write(new byte[0]);
        assertThat(exchange.isCommitted()).isTrue();
        stream.write(TestServer.bytes("one"));
        firstPieceRead.await();
        stream.write(TestServer.bytes("twö"));
        if (end) {
            stream.end();
        }
    }

    private static void replaceStream(HttpExchange exchange) throws IOException {
        exchange.stream(200, "text/event-stream");
        exchange.respond(400, "text/plain", TestServer.bytes("instead"));
    }

    private static void breakOff(HttpExchange exchange) throws IOException {
        exchange.stream(200, "text/plain").write(TestServer.bytes("half"));
        throw new IllegalStateException("in the middle");
    }

    private static void interrupt(HttpExchange exchange) throws IOException {
        TestServer.text(exchange, "done");
        Thread.currentThread().interrupt();
    }

    private static void misuse(HttpExchange exchange) throws IOException {
        refused(() -> exchange.header("Bad Name", "x"));
        refused(() -> exchange.header("X", "a\r\nb"));
        refused(() -> exchange.header("content-length", "5"));
        refused(() -> exchange.stream(204, "text/plain"));
        TestServer.text(exchange, "fine");
        assertThatThrownBy(() -> TestServer.text(exchange, "again")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> exchange.stream(200, "")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> exchange.header("X", "late")).isInstanceOf(IllegalStateException.class);
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyAnswerHasItsDateItsServerAndTheOriginHeader() throws IOException {
        try (RawClient client = server.connect()) {
            Response response = client.get("/header");
            Instant date = ZonedDateTime.parse(response.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            assertThat(Duration.between(date, Instant.now())).isLessThan(Duration.ofMinutes(1));
            assertThat(response.header("Server")).isEqualTo("mullama/1.2.3");
            assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(response.header("Retry-After")).isEqualTo("5");
            assertThat(response.header("Content-Type")).isEqualTo("text/plain");
        }
    }

    @Test
    void aHandlerMayNameAnotherOrigin() throws IOException {
        try (RawClient client = server.connect()) {
            Response response = client.get("/origin");
            assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("https://example.org");
        }
    }

    @Test
    void nothingIsEverCompressed() throws IOException {
        try (RawClient client = server.connect()) {
            client.send(lines("GET /json HTTP/1.1", "Host: h", "Accept-Encoding: gzip, deflate, br", ""));
            Response response = client.receive();
            assertThat(response.headers()).doesNotContainKey("Content-Encoding");
            assertThat(response.body()).isEqualTo("{}".repeat(5000));
        }
    }

    @Test
    void anAnswerWithoutContentHasNoLength() throws IOException {
        try (RawClient client = server.connect()) {
            Response response = client.get("/nocontent");
            assertThat(response.status()).isEqualTo(204);
            assertThat(response.headers()).doesNotContainKeys("Content-Length", "Content-Type", "Transfer-Encoding");
            assertThat(client.get("/next").body()).isEqualTo("GET /next ");
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void everyPieceOfAStreamIsOneChunkAndArrivesAtOnce(Endpoint endpoint) throws IOException {
        try (RawClient client = server.connect(endpoint)) {
            client.send(lines("GET /stream HTTP/1.1", "Host: h", ""));
            Response head = client.receiveHead();
            assertThat(head.header("Transfer-Encoding")).isEqualTo("chunked");
            assertThat(head.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(client.chunk()).isEqualTo("one");
            firstPieceRead.countDown();
            assertThat(client.chunk()).isEqualTo("twö");
            assertThat(client.chunk()).isEmpty();
            assertThat(client.get("/next").body()).isEqualTo("GET /next ");
        }
    }

    @Test
    void aStreamEndsWithItsHandler() throws IOException {
        firstPieceRead.countDown();
        try (RawClient client = server.connect()) {
            assertThat(client.get("/unended").body()).isEqualTo("onetwö");
            assertThat(client.get("/empty").body()).isEmpty();
            assertThat(client.get("/large").body()).hasSize(3_000_000);
        }
    }

    @Test
    void aStreamToHttp10EndsWithTheConnection() throws IOException {
        firstPieceRead.countDown();
        try (RawClient client = server.connect()) {
            client.send(lines("GET /stream HTTP/1.0", "Connection: keep-alive", ""));
            Response response = client.receive();
            assertThat(response.headers()).doesNotContainKeys("Transfer-Encoding", "Content-Length");
            assertThat(response.header("Connection")).isEqualTo("close");
            assertThat(response.body()).isEqualTo("onetwö");
        }
    }

    @Test
    void headIsAnsweredWithoutABodyWhetherStreamedOrNot() throws IOException {
        firstPieceRead.countDown();
        try (RawClient client = server.connect()) {
            client.send(lines("HEAD /json HTTP/1.1", "Host: h", ""));
            assertThat(client.receiveHead().header("Content-Length")).isEqualTo("10000");
            client.send(lines("HEAD /stream HTTP/1.1", "Host: h", ""));
            assertThat(client.receiveHead().header("Transfer-Encoding")).isEqualTo("chunked");
            assertThat(client.get("/next").body()).isEqualTo("GET /next ");
        }
    }

    @Test
    void aStreamThatSentNothingMayBeReplaced() throws IOException {
        try (RawClient client = server.connect()) {
            assertThat(client.get("/replaced").status()).isEqualTo(400);
            assertThat(client.get("/next").body()).isEqualTo("GET /next ");
        }
    }

    @Test
    void aHandlerThatFailsBeforeItSentAnythingIsA500AndTheConnectionLives() throws IOException {
        try (RawClient client = server.connect()) {
            for (String path : new String[] {"/throws", "/error", "/io", "/silent"}) {
                Response response = client.get(path);
                assertThat(response.status()).isEqualTo(500);
                assertThat(response.body()).contains("internal_error");
            }
            assertThat(client.get("/next").body()).isEqualTo("GET /next ");
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void aHandlerThatFailsInTheMiddleCutsTheConnection(Endpoint endpoint) throws IOException {
        try (RawClient client = server.connect(endpoint)) {
            client.send(lines("GET /broken HTTP/1.1", "Host: h", "")).receiveHead();
            assertThat(client.chunk()).isEqualTo("half");
            assertThat(client.atEnd()).isTrue();
        }
    }

    @Test
    void anInterruptThatAHandlerLeavesBehindIsForgotten() throws IOException {
        try (RawClient client = server.connect()) {
            assertThat(client.get("/interrupts").body()).isEqualTo("done");
            assertThat(client.get("/next").body()).isEqualTo("GET /next ");
        }
    }

    @Test
    void misuseOfAnExchangeIsRefused() throws IOException {
        try (RawClient client = server.connect()) {
            assertThat(client.get("/misuse").body()).isEqualTo("fine");
            assertThat(client.get("/next").body()).isEqualTo("GET /next ");
        }
    }
}
