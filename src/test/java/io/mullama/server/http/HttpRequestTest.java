package io.mullama.server.http;

import static io.mullama.server.http.RawClient.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.server.http.RawClient.Response;
import io.mullama.server.http.TestServer.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
final class HttpRequestTest {
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new TestServer(HttpRequestTest::describe, new TestServer.Limits().maxBodyBytes(100_000));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static void describe(HttpRequest request, HttpExchange exchange) throws IOException {
        switch (request.path()) {
            case "/header" -> TestServer.text(exchange, request.header("x-seen").orElse("none"));
            case "/query" -> TestServer.text(exchange, request.query("a b").orElse("none"));
            case "/local" -> TestServer.text(exchange, String.valueOf(request.isLocalSocket()));
            default -> TestServer.echo(request, exchange);
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void aConnectionIsKeptForTheNextRequest(Endpoint endpoint) throws IOException {
        try (RawClient client = server.connect(endpoint)) {
            assertThat(client.get("/one").body()).isEqualTo("GET /one ");
            assertThat(client.post("/two", "body").body()).isEqualTo("POST /two body");
            assertThat(client.get("/three").body()).isEqualTo("GET /three ");
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void aRequestKnowsWhetherItCameOverTheUnixSocket(Endpoint endpoint) throws IOException {
        try (RawClient client = server.connect(endpoint)) {
            assertThat(client.get("/local").body()).isEqualTo(String.valueOf(endpoint == Endpoint.UNIX));
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void pipelinedRequestsAreAnsweredInOrder(Endpoint endpoint) throws IOException {
        try (RawClient client = server.connect(endpoint)) {
            client.send(lines("GET /1 HTTP/1.1", "Host: h", "", "POST /2 HTTP/1.1", "Host: h", "Content-Length: 3", "")
                    + "abc"
                    + lines("POST /3 HTTP/1.1", "Host: h", "Transfer-Encoding: chunked", "", "2", "xy", "0", "")
                    + lines("GET /4 HTTP/1.1", "Host: h", ""));
            assertThat(client.receive().body()).isEqualTo("GET /1 ");
            assertThat(client.receive().body()).isEqualTo("POST /2 abc");
            assertThat(client.receive().body()).isEqualTo("POST /3 xy");
            assertThat(client.receive().body()).isEqualTo("GET /4 ");
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void aRequestMayArriveByteByByte(Endpoint endpoint) throws IOException {
        String head = lines("POST /slow HTTP/1.1", "Host: h", "Transfer-Encoding: chunked", "");
        String request = head + lines("3;ext=\"1\"", "abc", "0", "Trailer: skipped", "");
        try (RawClient client = server.connect(endpoint)) {
            for (char c : (request + request).toCharArray()) {
                client.send(String.valueOf(c));
            }
            assertThat(client.receive().body()).isEqualTo("POST /slow abc");
            assertThat(client.receive().body()).isEqualTo("POST /slow abc");
        }
    }

    @Test
    void http10ClosesUnlessAskedToKeepTheConnection() throws IOException {
        try (RawClient client = server.connect()) {
            Response kept = client.send("GET /a HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")
                    .receive();
            assertThat(kept.header("Connection")).isEqualTo("keep-alive");
            Response last = client.send("GET /b HTTP/1.0\r\n\r\n").receive();
            assertThat(last.header("Connection")).isEqualTo("close");
            assertThat(last.body()).isEqualTo("GET /b ");
            assertThat(client.atEnd()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void connectionCloseIsHonoured(Endpoint endpoint) throws IOException {
        try (RawClient client = server.connect(endpoint)) {
            Response response = client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: foo, Close\r\n\r\n")
                    .receive();
            assertThat(response.header("Connection")).isEqualTo("close");
            assertThat(client.atEnd()).isTrue();
        }
    }

    @Test
    void expectContinueIsAnsweredBeforeTheBody() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-Continue\r\n\r\n");
            assertThat(client.receive().status()).isEqualTo(100);
            assertThat(client.send("ok").receive().body()).isEqualTo("POST / ok");
        }
    }

    @Test
    void expectContinueForATooLargeBodyIsRefusedAtOnce() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100001\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.receive().status()).isEqualTo(413);
            assertThat(client.atEnd()).isTrue();
        }
    }

    @Test
    void aBodyAtTheLimitIsTakenWhetherChunkedOrNot() throws IOException {
        String body = "x".repeat(100_000);
        try (RawClient client = server.connect()) {
            assertThat(client.post("/", body).body()).isEqualTo("POST / " + body);
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n186A0\r\n" + body
                    + "\r\n0\r\n\r\n");
            assertThat(client.receive().body()).isEqualTo("POST / " + body);
        }
    }

    @Test
    void aClientThatSendsATooLargeBodyInFullStillReadsTheRefusal() throws IOException {
        try (RawClient client = server.connect()) {
            Response response = client.post("/", "x".repeat(1_000_000));
            assertThat(response.status()).isEqualTo(413);
            assertThat(response.body()).contains("payload_too_large");
        }
    }

    @Test
    void bareLineFeedsAndEmptyLinesBeforeARequestAreTolerated() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("\r\n\nGET /header HTTP/1.1\nHost: h\nX-SEEN:yes \t\n\n");
            assertThat(client.receive().body()).isEqualTo("yes");
            assertThat(client.send("\r\n\r\n").get("/header").body()).isEqualTo("none");
        }
    }

    @Test
    void repeatedHeadersAreJoined() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("GET /header HTTP/1.1\r\nHost: h\r\nx-seen: 1\r\nX-Seen: 2\r\n\r\n");
            assertThat(client.receive().body()).isEqualTo("1, 2");
        }
    }

    @Test
    void pathsAndQueriesArePercentDecodedAsUtf8() throws IOException {
        try (RawClient client = server.connect()) {
            assertThat(client.get("/caf%C3%A9%2f+").body()).isEqualTo("GET /café/+ ");
            assertThat(client.get("/query?x&a+b=1%262&a%20b=3").body()).isEqualTo("1&2");
            assertThat(client.get("/query?").body()).isEqualTo("none");
            client.send("GET http://host:1/query?a%20b=abs HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.receive().body()).isEqualTo("abs");
            client.send("GET http://host HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.receive().body()).isEqualTo("GET / ");
        }
    }

    @Test
    void theJdksOwnClientIsServed() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        URI address = URI.create("http://127.0.0.1:" + server.http().boundPort() + "/jdk");
        java.net.http.HttpRequest request = java.net.http.HttpRequest.newBuilder(address)
                .expectContinue(true)
                .POST(BodyPublishers.ofString("grüße"))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(response.body()).isEqualTo("POST /jdk grüße");
    }
}
