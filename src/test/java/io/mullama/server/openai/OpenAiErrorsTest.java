package io.mullama.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.HttpProbe;
import io.mullama.server.access.RefusingServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The errors of the HTTP layer, by the dialect of the request. */
final class OpenAiErrorsTest {
    private RefusingServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new RefusingServer(new OpenAiErrors());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private HttpProbe probe() {
        return server.probe();
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_request_error",
        "404, invalid_request_error",
        "429, requests",
        "500, server_error",
        "503, server_error"
    })
    void belowV1ErrorsAreOpenAis(int status, String type) throws IOException {
        HttpProbe.Answer answer = probe().get("/v1/models?status=" + status);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.head()).containsPattern("x-request-id: req_[0-9a-f]{32}");
        assertThat(answer.body())
                .isEqualTo("{\"error\":{\"message\":\"what; do this\",\"type\":\"" + type
                        + "\",\"param\":null,\"code\":\"why\"}}");
    }

    @Test
    void elsewhereTheyAreTheContracts() throws IOException {
        assertThat(probe().get("/v11?status=429").head()).doesNotContain("request-id");
        assertThat(probe().get("/v11?status=429").body())
                .isEqualTo("{\"error\":{\"message\":\"what\",\"type\":\"overloaded\",\"code\":\"why\","
                        + "\"hint\":\"do this\"}}");
    }

    @Test
    void aBodyThatIsTooLongIsToldInTheSameWords() throws IOException {
        JsonNode openAi = probe().post("/v1/completions", "x".repeat(1001)).json();
        JsonNode contract = probe().post("/api/generate", "x".repeat(1001)).json();
        assertThat(openAi.at("/error/type").asText()).isEqualTo("invalid_request_error");
        assertThat(contract.at("/error/type").asText()).isEqualTo("invalid_request");
        assertThat(contract.at("/error/code").asText()).isEqualTo("payload_too_large");
    }
}
