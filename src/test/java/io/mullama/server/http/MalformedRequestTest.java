package io.mullama.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mullama.server.http.RawClient.Response;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
final class MalformedRequestTest {
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new TestServer(TestServer::echo, new TestServer.Limits().maxBodyBytes(1000));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"heads", "lengths", "chunks"})
    void aMalformedRequestGetsItsErrorAndTheConnectionIsClosed(String what, String raw, int status, String code)
            throws IOException {
        try (RawClient client = server.connect()) {
            Response response = client.send(raw).receive();
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.body()).contains("\"" + code + "\"").contains("" + status);
            assertThat(response.header("Content-Type")).isEqualTo("application/json");
            assertThat(response.header("Connection")).isEqualTo("close");
            assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(client.atEnd()).isTrue();
        }
    }

    private static Stream<Arguments> heads() {
        return Stream.of(
                bad("no version", "GET /\r\n\r\n"),
                bad("two blanks", "GET  / HTTP/1.1\r\nHost: h\r\n\r\n"),
                bad("a blank in the target", "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n"),
                bad("garbage", "\u0016\u0003\u0001 hello\r\n\r\n"),
                bad("a method that is no token", "G(T / HTTP/1.1\r\nHost: h\r\n\r\n"),
                bad("a malformed version", "GET / HTTP/1.1x\r\nHost: h\r\n\r\n"),
                bad("a lower-case protocol", "GET / http/1.1\r\nHost: h\r\n\r\n"),
                bad("a relative target", "GET a HTTP/1.1\r\nHost: h\r\n\r\n"),
                bad("a malformed escape", "GET /%4 HTTP/1.1\r\nHost: h\r\n\r\n"),
                bad("an escape that is not hexadecimal", "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n"),
                bad("an escaped NUL", "GET /a%00 HTTP/1.1\r\nHost: h\r\n\r\n"),
                bad("a target that is not UTF-8", "GET /%ff HTTP/1.1\r\nHost: h\r\n\r\n"),
                bad("a malformed query", "GET /?a=% HTTP/1.1\r\nHost: h\r\n\r\n"),
                bad("no Host", "GET / HTTP/1.1\r\n\r\n"),
                bad("two Hosts", "GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n"),
                bad("no colon", "GET / HTTP/1.1\r\nHost: h\r\nnonsense\r\n\r\n"),
                bad("no header name", "GET / HTTP/1.1\r\nHost: h\r\n: x\r\n\r\n"),
                bad("a blank before the colon", "GET / HTTP/1.1\r\nHost: h\r\nX : y\r\n\r\n"),
                bad("a continuation line", "GET / HTTP/1.1\r\nHost: h\r\nX: y\r\n z\r\n\r\n"),
                bad("a bare CR", "GET / HTTP/1.1\r\nHost: h\r\nX: y\rZ: 1\r\n\r\n"),
                bad("a NUL in a value", "GET / HTTP/1.1\r\nHost: h\r\nX: y\0z\r\n\r\n"),
                arguments("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "unsupported_http_version"),
                arguments("HTTP/0.9", "GET / HTTP/0.9\r\n\r\n", 505, "unsupported_http_version"),
                arguments("long line", "GET /" + "a".repeat(5000) + " HTTP/1.1\r\n\r\n", 431, "headers_too_large"),
                arguments("many headers", POST + "X: y\r\n".repeat(900) + "\r\n", 431, "headers_too_large"),
                arguments("an endless line", "a".repeat(200_000), 431, "headers_too_large"));
    }

    private static Stream<Arguments> lengths() {
        String chunked = POST + "Transfer-Encoding: chunked\r\n";
        return Stream.of(
                bad("both framings", chunked + "Content-Length: 3\r\n\r\n0\r\n\r\n"),
                bad("conflicting lengths", POST + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"),
                bad("a list of lengths", POST + "Content-Length: 3, 3\r\n\r\nabc"),
                bad("a negative length", POST + "Content-Length: -1\r\n\r\n"),
                bad("a signed length", POST + "Content-Length: +3\r\n\r\nabc"),
                bad("a hexadecimal length", POST + "Content-Length: 0x3\r\n\r\nabc"),
                bad("an empty length", POST + "Content-Length:\r\n\r\n"),
                bad("chunks in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                arguments("too large", POST + "Content-Length: 1001\r\n\r\n", 413, "payload_too_large"),
                arguments("huge", POST + "Content-Length: 99999999999999999999999\r\n\r\n", 413, "payload_too_large"),
                encoding("gzip"),
                encoding("gzip, chunked"),
                encoding("chunked, chunked"),
                encoding("identity"),
                encoding("chunked\r\nTransfer-Encoding: chunked"),
                arguments("expects", POST + "Expect: magic\r\nContent-Length: 1\r\n\r\n", 417, "expectation_failed"));
    }

    private static Stream<Arguments> chunks() {
        return Stream.of(
                bad("a chunk size that is no number", CHUNKED + "x\r\n"),
                bad("an empty chunk size", CHUNKED + "\r\n"),
                bad("a signed chunk size", CHUNKED + "+3\r\nabc\r\n0\r\n\r\n"),
                bad("a prefixed chunk size", CHUNKED + "0x3\r\nabc\r\n0\r\n\r\n"),
                bad("a chunk longer than its size", CHUNKED + "2\r\nab\r\r\n0\r\n\r\n"),
                bad("a bare LF behind a chunk size", CHUNKED + "3\nabc\r\n0\r\n\r\n"),
                bad("a bare LF behind a chunk", CHUNKED + "3\r\nabc\n0\r\n\r\n"),
                arguments("large chunk", CHUNKED + "3e9\r\n", 413, "payload_too_large"),
                arguments(
                        "sum of chunks",
                        CHUNKED + "3e8\r\n" + "a".repeat(1000) + "\r\n1\r\n",
                        413,
                        "payload_too_large"),
                arguments("overflowing chunk", CHUNKED + "ffffffffffffffff\r\n", 413, "payload_too_large"),
                arguments("a long extension", CHUNKED + "1;" + "x".repeat(2000), 431, "headers_too_large"),
                arguments("endless trailers", CHUNKED + "0\r\n" + "X: y\r\n".repeat(900), 431, "headers_too_large"));
    }

    private static Arguments bad(String what, String raw) {
        return arguments(what, raw, 400, "invalid_request");
    }

    private static Arguments encoding(String encoding) {
        String raw = POST + "Transfer-Encoding: " + encoding + "\r\n\r\n0\r\n\r\n";
        return arguments("encoding " + encoding, raw, 501, "unsupported_transfer_encoding");
    }
}
