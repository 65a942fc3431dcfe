package io.mullama.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.HttpProbe;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiModelRoutesTest {
    private ServedRoutes routes;

    @BeforeEach
    void serve() throws IOException {
        routes = new ServedRoutes();
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @Test
    void modelsAreListedAndFoundByName() throws Exception {
        JsonNode list = routes.probe().get("/v1/models").json();
        JsonNode tiny = routes.probe().get("/v1/models/tiny").json();
        HttpProbe.Answer none = routes.probe().get("/v1/models/none");

        assertThat(list.get("object").asText()).isEqualTo("list");
        assertThat(list.get("data").findValuesAsText("id")).containsExactlyInAnyOrder("tiny", "big");
        assertThat(list.get("data")).contains(tiny);
        assertThat(tiny.get("object").asText()).isEqualTo("model");
        assertThat(tiny.get("created").asLong()).isPositive();
        assertThat(tiny.get("owned_by").asText()).isEqualTo("mullama");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.json().at("/error/code").asText()).isEqualTo("model_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hf:org/repo:Q4_K_M", "hf%3Aorg%2Frepo%3AQ4_K_M", "org%2Frepo:Q4_K_M"})
    void anIdMayHaveColonsAndSlashesEncodedOrNot(String id) throws Exception {
        routes.fixture.pulled("hf:org/repo:Q4_K_M", "org/repo/m.gguf");

        HttpProbe.Answer answer = routes.probe().get("/v1/models/" + id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head()).contains("x-request-id: req_");
        assertThat(answer.json().get("id").asText()).isEqualTo("hf:org/repo:Q4_K_M");
    }

    @Test
    void aModelIsNotDeletedByThisDialect() throws Exception {
        HttpProbe.Answer answer = routes.delete("/v1/models/tiny");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.head()).contains("Allow: GET, HEAD, OPTIONS");
    }
}
