package io.mullama.server.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.HttpProbe;
import io.mullama.server.access.RefusingServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The errors of the HTTP layer, by the dialect of the request. */
final class AnthropicErrorsTest {
    private RefusingServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new RefusingServer(new AnthropicErrors());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"401, authentication_error", "404, not_found_error", "429, rate_limit_error", "503, overloaded_error"})
    void belowMessagesErrorsAreAnthropics(int status, String type) throws IOException {
        HttpProbe.Answer answer = probe().get("/v1/messages/batches?status=" + status);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("type").asText()).isEqualTo("error");
        assertThat(answer.json().get("error")).hasToString("{\"type\":\"" + type + "\",\"message\":\"what; do this\"}");
        assertThat(answer.json().get("request_id").asText()).startsWith("req_");
        assertThat(answer.head())
                .contains("\r\nrequest-id: " + answer.json().get("request_id").asText() + "\r\n");
    }

    @Test
    void elsewhereTheHeaderTells() throws IOException {
        HttpProbe anthropic = probe().with("anthropic-version", "2023-06-01");

        assertThat(anthropic
                        .get("/v1/models?status=401")
                        .json()
                        .at("/error/type")
                        .asText())
                .isEqualTo("authentication_error");
        assertThat(probe().get("/v1/models?status=401").json().at("/error/code").asText())
                .isEqualTo("why");
        assertThat(probe().get("/v1/messagesx?status=401")
                        .json()
                        .at("/error/code")
                        .asText())
                .isEqualTo("why");
    }

    @Test
    void aBodyThatIsTooLongIsToldInTheSameWords() throws IOException {
        HttpProbe.Answer answer = probe().post("/v1/messages", "x".repeat(1001));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().at("/error/type").asText()).isEqualTo("request_too_large");
    }

    private HttpProbe probe() {
        return server.probe();
    }
}
