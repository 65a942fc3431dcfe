package io.mullama.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.model.MullamaException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EmbedRecordsTest {

    @Test
    void anEmbedRequestIsReadBackAsItWasWritten() {
        EmbedRequest all = new EmbedRequest("bert", List.of("a", "b"), 64, true, "5m");
        EmbedRequest least = new EmbedRequest(null, List.of("a"), null, false, null);

        assertThat(EmbedRequest.fromJson(again(all.toJson()))).isEqualTo(all);
        assertThat(EmbedRequest.fromJson(again(least.toJson()))).isEqualTo(least);
        assertThat(least.toJson()).hasToString("{\"input\":[\"a\"],\"truncate\":false}");
    }

    @Test
    void aSingleTextIsAListOfOne() {
        assertThat(EmbedRequest.fromJson(Json.fields("{\"input\":\"Hello, world!\"}"))
                        .input())
                .containsExactly("Hello, world!");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                    | input      | 'input' is missing",
                "{\"input\":null}                      | input      | 'input' is missing",
                "{\"input\":[]}                        | input      | 'input' must hold at least one text",
                "{\"input\":\"\"}                      | input      | 'input' must not be empty",
                "{\"input\":[\"a\",\"\"]}              | input[1]   | 'input[1]' must not be empty",
                "{\"input\":[\"a\",5]}                 | input[1]   | 'input[1]' must be a string, not 5",
                "{\"input\":{}}                        | input      | 'input' must be a string or a list of strings, not an object",
                "{\"input\":\"a\",\"dimensions\":1.5}  | dimensions | 'dimensions' must be an integer, not 1.5",
                "{\"input\":\"a\",\"dimensions\":\"8\"}| dimensions | 'dimensions' must be an integer, not \"8\"",
                "{\"input\":\"a\",\"truncate\":1}      | truncate   | 'truncate' must be true or false, not 1",
                "{\"input\":\"a\",\"model\":1}         | model      | 'model' must be a string, not 1"
            })
    void whatIsWrongWithAnEmbedRequestIsSaidWithItsField(String body, String field, String message) {
        assertThatThrownBy(() -> EmbedRequest.fromJson(Json.fields(body)))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.param()).hasValue(field))
                .hasMessage(message);
    }

    @Test
    void tooManyInputsAreRefused() {
        EmbedRequest most = new EmbedRequest(null, Collections.nCopies(2048, "a"), null, false, null);
        EmbedRequest over = new EmbedRequest(null, Collections.nCopies(2049, "a"), null, false, null);

        assertThat(EmbedRequest.fromJson(again(most.toJson())).input()).hasSize(2048);
        assertThatThrownBy(() -> EmbedRequest.fromJson(again(over.toJson())))
                .hasMessage("'input' must hold at most 2048 texts, not 2049");
    }

    @Test
    void anEmbedResponseHasTheFieldsOfTheContract() throws Exception {
        EmbedResponse response =
                new EmbedResponse("bert", List.of(new float[] {0.5f, -0.25f}, new float[] {1, 1.0e-7f}), 4, List.of());

        assertThat(written(response))
                .isEqualTo("{\"model\":\"bert\",\"embeddings\":[[0.5,-0.25],[1.0,1.0E-7]],"
                        + "\"dimensions\":2,\"total_tokens\":4}");
    }

    @Test
    void anEmbedResponseSaysWhatItDidNotFollow() throws Exception {
        EmbedResponse response = new EmbedResponse("bert", List.of(new float[] {1}), 4, List.of("'a' was cut"));

        assertThat(written(response)).endsWith("\"total_tokens\":4,\"warnings\":[\"'a' was cut\"]}");
    }

    @Test
    void aRerankRequestIsReadBackAsItWasWritten() {
        RerankRequest all = new RerankRequest("bert", "q", List.of("a", "b"), 1, true, true, "5m");
        RerankRequest least = new RerankRequest(null, "q", List.of("a"), null, false, false, null);

        assertThat(RerankRequest.fromJson(again(all.toJson()))).isEqualTo(all);
        assertThat(RerankRequest.fromJson(again(least.toJson()))).isEqualTo(least);
        assertThat(least.toJson())
                .hasToString("{\"query\":\"q\",\"documents\":[\"a\"],\"return_documents\":false,\"truncate\":false}");
    }

    @Test
    void documentsMayStandInObjects() {
        assertThat(RerankRequest.fromJson(
                                Json.fields("{\"query\":\"q\",\"documents\":[{\"text\":\"a\"},{\"text\":\"b\"}]}"))
                        .documents())
                .containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"documents\":[\"a\"]}                            | query        | 'query' is missing",
                "{\"query\":\"\",\"documents\":[\"a\"]}             | query        | 'query' must not be empty",
                "{\"query\":[],\"documents\":[\"a\"]}               | query        | 'query' must be a string, not a list",
                "{\"query\":\"q\"}                                  | documents    | 'documents' is missing",
                "{\"query\":\"q\",\"documents\":[]}                 | documents    | 'documents' must hold at least one text",
                "{\"query\":\"q\",\"documents\":[\"\"]}             | documents[0] | 'documents[0]' must not be empty",
                "{\"query\":\"q\",\"documents\":[{}]}               | documents[0].text | 'documents[0].text' is missing",
                "{\"query\":\"q\",\"documents\":[\"a\",{}]}         | documents[1] | 'documents[1]' must be a string, not an object",
                "{\"query\":\"q\",\"documents\":[\"a\"],\"top_n\":0}| top_n        | 'top_n' must be at least 1, not 0"
            })
    void whatIsWrongWithARerankRequestIsSaidWithItsField(String body, String field, String message) {
        assertThatThrownBy(() -> RerankRequest.fromJson(Json.fields(body)))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.param()).hasValue(field))
                .hasMessage(message);
    }

    @Test
    void aRerankResponseHasTheShapeThatOthersGiveIt() {
        RerankResponse response = new RerankResponse(
                "bert",
                List.of(new RerankResponse.Result(1, 2.5f, "text"), new RerankResponse.Result(0, -0.5f, null)),
                12,
                List.of("'x' is not known and was ignored"));

        assertThat(response.toJson())
                .hasToString("{\"model\":\"bert\",\"results\":["
                        + "{\"index\":1,\"relevance_score\":2.5,\"document\":{\"text\":\"text\"}},"
                        + "{\"index\":0,\"relevance_score\":-0.5}],"
                        + "\"usage\":{\"prompt_tokens\":12,\"total_tokens\":12},"
                        + "\"warnings\":[\"'x' is not known and was ignored\"]}");
    }

    private static String written(EmbedResponse response) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        response.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Fields again(ObjectNode json) {
        return Json.fields(Json.text(json));
    }
}
