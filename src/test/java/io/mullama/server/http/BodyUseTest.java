package io.mullama.server.http;

import static io.mullama.server.http.RawClient.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mullama.server.http.RawClient.Response;
import io.mullama.server.http.TestServer.Limits;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are read as they come, and those that nobody wants. */
@Timeout(20)
final class BodyUseTest {
    private static final int LIMIT = 1000;

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        HttpRouter router = new HttpRouter()
                .on("POST", "/whole", TestServer::echo)
                .on("GET", "/get", TestServer::echo)
                .onStream("POST", "/count", (request, exchange) -> TestServer.text(exchange, count(request)))
                .onStream("POST", "/unread", (request, exchange) -> TestServer.text(exchange, "enough"));
        server = new TestServer(router, new Limits().maxBodyBytes(LIMIT));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static String count(HttpRequest request) throws IOException {
        return Integer.toString(request.stream().readAllBytes().length);
    }

    @Test
    void aStreamMayBeLongerThanTheLimitAndKeepsTheConnection() throws IOException {
        try (RawClient client = server.connect()) {
            assertThat(client.post("/count", "x".repeat(300_000)).body()).isEqualTo("300000");
            assertThat(client.post("/count", "").body()).isEqualTo("0");
            assertThat(client.post("/whole", "again").body()).isEqualTo("POST /whole again");
        }
    }

    @Test
    void aStreamMayComeInChunks() throws IOException {
        try (RawClient client = server.connect()) {
            String chunk = "7d0\r\n" + "x".repeat(2000) + "\r\n";
            client.send(lines("POST /count HTTP/1.1", "Host: h", "Transfer-Encoding: chunked", "") + chunk.repeat(3)
                    + "0\r\nTrailer: t\r\n\r\n");
            assertThat(client.receive().body()).isEqualTo("6000");
            assertThat(client.get("/get").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "5\r\nabcdefg\r\n", "\u000b5\r\nabcde\r\n", "5;a=\u0000\r\nabcde\r\n"})
    void aStreamOfMalformedChunksIsRefused(String chunks) throws IOException {
        try (RawClient client = server.connect()) {
            client.send(lines("POST /count HTTP/1.1", "Host: h", "Transfer-Encoding: chunked", "") + chunks);
            Response answer = client.receive();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.headers()).containsEntry("Connection", "close");
        }
    }

    @Test
    void aStreamThatEndsEarlyIsToldSo() throws IOException {
        try (RawClient client = server.connect()) {
            client.send(lines("POST /count HTTP/1.1", "Host: h", "Content-Length: 10", "") + "12345");
            client.endOutput();
            assertThat(client.receive().status()).isEqualTo(400);
        }
    }

    @Test
    void aStreamThatPausesForTooLongIsCutOff() throws IOException {
        HttpRouter router = new HttpRouter()
                .onStream("POST", "/count", (request, exchange) -> TestServer.text(exchange, count(request)));
        try (TestServer impatient = new TestServer(router, new Limits().bodyMillis(100));
                RawClient client = impatient.connect()) {
            client.send(lines("POST /count HTTP/1.1", "Host: h", "Content-Length: 10", "") + "12345");
            assertThat(client.receive().status()).isEqualTo(408);
        }
    }

    @Test
    void whoWaitsIsToldToSendAStreamOnlyWhenItIsRead() throws IOException {
        try (RawClient client = server.connect()) {
            String head = " HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
            client.send("POST /count" + head);
            assertThat(client.receiveHead().status()).isEqualTo(100);
            assertThat(client.send("ab").receive().body()).isEqualTo("2");
            Response unread = client.send("POST /unread" + head).receive();
            assertThat(unread.body()).isEqualTo("enough");
            assertThat(unread.headers()).containsEntry("Connection", "close");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /nowhere", "PUT /whole", "OPTIONS /whole", "GET /get"})
    void aLargeBodyThatNobodyWantsIsNotRead(String asked) throws IOException {
        try (RawClient client = server.connect()) {
            Response answer = client.send(lines(asked + " HTTP/1.1", "Host: h", "Content-Length: 100000000", ""))
                    .receive();
            assertThat(answer.status()).isIn(200, 204, 404, 405);
            assertThat(answer.headers()).containsEntry("Connection", "close");
        }
    }

    @Test
    void aSmallBodyThatNobodyWantsKeepsTheConnection() throws IOException {
        try (RawClient client = server.connect()) {
            String request = lines("GET /get HTTP/1.1", "Host: h", "Content-Length: 2", "") + "{}";
            assertThat(client.send(request).receive().status()).isEqualTo(200);
            assertThat(client.send(request).receive().status()).isEqualTo(200);
        }
    }

    @Test
    void aBodyThatIsCompressedIsRefusedAsSuch() throws IOException {
        try (RawClient client = server.connect()) {
            client.send(
                    lines("POST /whole HTTP/1.1", "Host: h", "Content-Encoding: gzip", "Content-Length: 2", "") + "xx");
            Response answer = client.receive();
            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.body()).contains("unsupported_media_type");
        }
    }

    @Test
    void emptyLinesAreSkippedButNotForEver() throws IOException {
        try (RawClient client = server.connect();
                RawClient flood = server.connect()) {
            assertThat(client.send("\r\n\r\n").get("/get").status()).isEqualTo(200);
            assertThat(flood.send("\r\n".repeat(100)).receive().status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: \u000bchunked", "Content-Length: \u000b2", "Content-Length: 2\u001f"})
    void whatIsNoBlankIsNoneInAHeader(String header) throws IOException {
        try (RawClient client = server.connect()) {
            client.send(lines("POST /whole HTTP/1.1", "Host: h", header, "") + "ab");
            assertThat(client.receive().status()).isEqualTo(400);
        }
    }

    @Test
    void bodiesShareTheirMemory() throws HttpFault {
        BodyBudget budget = new BodyBudget(100);
        try (BodyBudget.Share alone = budget.share()) {
            alone.take(150);
            try (BodyBudget.Share second = budget.share()) {
                assertThat(catchThrowable(() -> second.take(10)))
                        .isInstanceOf(HttpFault.class)
                        .hasMessage("Too many large requests are read at once; try again later.");
            }
        }
        try (BodyBudget.Share next = budget.share()) {
            next.take(100);
        }
    }
}
