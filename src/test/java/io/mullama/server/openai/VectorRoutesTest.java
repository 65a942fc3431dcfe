package io.mullama.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.HttpProbe;
import io.mullama.engine.EmbeddingInput;
import io.mullama.engine.EmbeddingRequest;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VectorRoutesTest {
    private static final String EMBED = "/v1/embeddings";

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
    void textsAreEmbedded() throws Exception {
        HttpProbe.Answer answer =
                routes.send(EMBED, "{'model':'tiny','input':['abc','de'],'dimensions':2,'truncate':true,'mood':1}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head()).containsPattern("x-request-id: req_[0-9a-f]{32}");
        assertThat(answer.body())
                .isEqualTo("{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
                        + "\"embedding\":[3.0,0.5]},{\"object\":\"embedding\",\"index\":1,\"embedding\":[2.0,0.5]}],"
                        + "\"model\":\"tiny\",\"usage\":{\"prompt_tokens\":2,\"total_tokens\":2},"
                        + "\"warnings\":[\"'mood' is not known and was ignored\"]}");
        EmbeddingRequest asked = routes.engine().embedded().get(0);
        assertThat(asked.dimensions()).isEqualTo(OptionalInt.of(2));
        assertThat(asked.truncate()).isTrue();
    }

    @Test
    void vectorsComeInBase64ForThoseWhoAsk() throws Exception {
        JsonNode json = routes.send(EMBED, "{'model':'tiny','input':'abc','encoding_format':'base64'}")
                .json();

        assertThat(json.at("/data/0/embedding").asText()).isEqualTo("AABAQAAAAD8=");
    }

    @Test
    void tokensAreEmbeddedAsTheyAre() throws Exception {
        routes.send(EMBED, "{'model':'tiny','input':[[1,2],[3]]}");

        assertThat(routes.engine().embedded().get(0).inputs())
                .extracting(input -> ((EmbeddingInput.Tokens) input).tokens())
                .containsExactly(new int[] {1, 2}, new int[] {3});
    }

    @Test
    void manyVectorsComeInPieces() throws Exception {
        String inputs = "'x',".repeat(2047) + "'x'";

        HttpProbe.Answer few = routes.send(EMBED, "{'model':'tiny','input':['x']}");
        HttpProbe.Answer many = routes.send(EMBED, "{'model':'tiny','input':[" + inputs + "]}");

        assertThat(few.head()).contains("Content-Length");
        assertThat(many.json().get("data")).hasSize(2048);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "null",
            value = {
                "{'model':'tiny'}                    | 400 | input  | null",
                "{'model':'none','input':'x'}        | 404 | null   | model_not_found",
                "{'model':'tiny','input':['x','']}   | 400 | input[1] | null",
            })
    void whatCannotBeEmbeddedIsAnErrorInTheDialectsWords(String body, int status, String param, String code)
            throws Exception {
        HttpProbe.Answer answer = routes.send(EMBED, body);
        JsonNode error = answer.json().get("error");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.head()).contains("x-request-id: req_");
        assertThat(error.get("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.get("param").textValue()).isEqualTo(param);
        assertThat(error.get("code").textValue()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/rerank", "/v1/reranking", "/rerank", "/reranking"})
    void documentsAreRankedOnEveryPathThatClientsKnow(String path) throws Exception {
        HttpProbe.Answer answer = routes.send(
                path,
                "{'model':'tiny','query':'q','documents':[{'text':'a'},{'text':'abc'},{'text':'ab'}],'top_n':2,"
                        + "'return_documents':true}");

        assertThat(answer.body())
                .isEqualTo("{\"model\":\"tiny\",\"results\":["
                        + "{\"index\":1,\"relevance_score\":3.0,\"document\":{\"text\":\"abc\"}},"
                        + "{\"index\":2,\"relevance_score\":2.0,\"document\":{\"text\":\"ab\"}}],"
                        + "\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3},\"object\":\"list\"}");
    }

    @Test
    void documentsMayBeTexts() throws Exception {
        JsonNode json = routes.send("/v1/rerank", "{'model':'tiny','query':'q','documents':['a','bb']}")
                .json();

        assertThat(json.get("results").findValuesAsText("index")).containsExactly("1", "0");
    }

    @Test
    void aRequestWithoutDocumentsIsRefused() throws Exception {
        JsonNode error = routes.send("/v1/rerank", "{'model':'tiny','query':'q','documents':[]}")
                .json()
                .get("error");

        assertThat(error.get("param").asText()).isEqualTo("documents");
        assertThat(error.get("type").asText()).isEqualTo("invalid_request_error");
    }
}
