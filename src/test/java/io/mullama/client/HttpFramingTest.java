package io.mullama.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.model.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to say where a body ends, over both kinds of socket. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class HttpFramingTest extends AgainstFakeServer {
    @Test
    void chunksMayBreakAnywhere() throws IOException {
        String body = PIECE.formatted("ä€😀", false) + "\n" + PIECE.formatted("end", true);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        DaemonClient client = client((request, exchange) -> {
            exchange.beginStream();
            for (byte each : bytes) {
                exchange.sendRaw("1;ext=1\r\n".getBytes(StandardCharsets.US_ASCII));
                exchange.sendRaw(new byte[] {each});
                exchange.send("\r\n");
            }
            exchange.send("0\r\nTrailer: x\r\n\r\n");
        });
        assertThat(texts(chat(client))).containsExactly("ä€😀", "end");
    }

    @Test
    void aBodyMayEndWithTheConnection() throws IOException {
        DaemonClient client = client((request, exchange) -> exchange.send("HTTP/1.1 200 OK\r\n\r\n"
                + PIECE.formatted("a", false) + PIECE.formatted("b", true).strip()));
        assertThat(texts(chat(client))).containsExactly("a", "b");
    }

    @Test
    void aBodyMayHaveALengthAndLinesAsWindowsWritesThem() throws IOException {
        String body = PIECE.formatted("a", true).replace("\n", "\r\n");
        DaemonClient client = client((request, exchange) -> exchange.json(200, body));
        assertThat(texts(chat(client))).containsExactly("a");
    }

    @Test
    void anInterimResponseIsPassedOver() throws IOException {
        DaemonClient client = client((request, exchange) -> {
            exchange.send("HTTP/1.1 100 Continue\r\n\r\n");
            FakeDaemon.answer(request, exchange);
        });
        assertThat(client.models().models()).hasSize(2);
    }

    @Test
    void aLongLineIsReadWhole() throws IOException {
        String text = "x".repeat(100_000);
        DaemonClient client = client((request, exchange) -> exchange.json(200, PIECE.formatted(text, true)));
        assertThat(texts(chat(client))).containsExactly(text);
    }

    @Test
    void aConnectionThatEndsInTheMiddleIsBroken() throws IOException {
        DaemonClient client = client((request, exchange) -> {
            exchange.beginStream();
            exchange.send("ff\r\n{\"mod");
        });
        assertFailure(ErrorCode.DAEMON_UNREACHABLE, "went away in the middle", () -> texts(chat(client)));
        DaemonClient sized = new DaemonClient(client.address(), PATIENCE);
        assertFailure(ErrorCode.DAEMON_UNREACHABLE, "went away in the middle", sized::models);
    }

    @Test
    void aBodyShorterThanItsLengthIsBroken() throws IOException {
        DaemonClient client =
                client((request, exchange) -> exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{}"));
        assertFailure(ErrorCode.DAEMON_UNREACHABLE, "went away in the middle", client::models);
    }

    @Test
    void whatIsNotHttpIsNotFromADaemon() throws IOException {
        for (String answer : List.of(
                "220 mail ESMTP\r\n",
                "HTTP/1.1 two\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n")) {
            servers.clear();
            Files.deleteIfExists(folder.resolve("s"));
            DaemonClient client = client((request, exchange) -> exchange.send(answer));
            assertFailure(ErrorCode.DAEMON_UNREACHABLE, "is not mullama", client::models);
        }
    }
}
