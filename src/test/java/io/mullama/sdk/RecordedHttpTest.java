package io.mullama.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordedHttpTest {
    private static final String GET = "GET /v1/models?limit=2 HTTP/1.1\r\nHost: x\r\nX-Api-Key: k\r\n\r\n";

    @Test
    void requestsOnOneConnectionGetTheirOwnAnswers() {
        List<WireExchange> exchanges = exchanges(
                GET + "POST /api/chat HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: 2\r\n\r\n[]"
                        + "HTTP/1.1 404 Not Found\r\nContent-Length: 1\r\n\r\n1");

        assertThat(exchanges).extracting(WireExchange::path).containsExactly("/v1/models", "/api/chat");
        assertThat(exchanges).extracting(WireExchange::status).containsExactly(200, 404);
        assertThat(exchanges).extracting(WireExchange::responseBody).containsExactly("[]", "1");
        assertThat(exchanges.get(0).query()).isEqualTo("limit=2");
        assertThat(exchanges.get(0).contentType()).isEqualTo("application/json");
        assertThat(exchanges.get(0).requestHeaders()).containsEntry("x-api-key", "k");
        assertThat(exchanges.get(1).requestBody()).isEqualTo("{}");
    }

    @Test
    void chunksAreJoinedAlsoWhereTheyPartACharacter() {
        byte[] answer = new byte[] {(byte) 0xc3, '\r', '\n', '1', '\r', '\n', (byte) 0xa9};
        String latin = new String(answer, StandardCharsets.ISO_8859_1);
        List<WireExchange> exchanges = RecordedHttp.exchanges(
                GET.getBytes(StandardCharsets.ISO_8859_1),
                ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n" + latin + "\r\n0\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(exchanges.get(0).responseBody()).isEqualTo("é");
    }

    @Test
    void anAnswerThatWasBrokenOffHasWhatHadCome() {
        List<WireExchange> exchanges =
                exchanges(GET, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n9\r\nwo");

        assertThat(exchanges.get(0).responseBody()).isEqualTo("hellowo");
    }

    @Test
    void aRequestWithoutAnAnswerHasNoStatus() {
        assertThat(exchanges(GET, "").get(0).status()).isZero();
    }

    @Test
    void anInterimAnswerIsNotTheAnswer() {
        List<WireExchange> exchanges =
                exchanges(GET, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n");

        assertThat(exchanges.get(0).status()).isEqualTo(204);
        assertThat(exchanges.get(0).responseBody()).isEmpty();
    }

    private static List<WireExchange> exchanges(String requests, String responses) {
        return RecordedHttp.exchanges(
                requests.getBytes(StandardCharsets.UTF_8), responses.getBytes(StandardCharsets.UTF_8));
    }
}
