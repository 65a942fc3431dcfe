package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the packaged daemon answers to requests that cannot be served. */
final class HttpErrorsDaemonIT {
    @AutoClose
    private static ServedDaemon daemon;

    @BeforeAll
    static void serve() throws Exception {
        daemon = new ServedDaemon();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/chat     | {\"model\":\"tiny\"}                                     | messages",
                "/api/chat     | {\"model\":\"tiny\",\"messages\":\"hi\"}                 | messages",
                "/api/chat     | {\"messages\":[{\"role\":\"user\"}]}                     | messages[0].content",
                "/api/chat     | {\"messages\":[7]}                                       | messages[0]",
                "/api/chat     | {\"messages\":[{\"role\":\"alien\",\"content\":\"hi\"}]} | messages[0].role",
                "/api/generate | {\"model\":\"tiny\"}                                     | prompt",
                "/api/generate | {\"prompt\":7}                                           | prompt",
                "/api/generate | {\"prompt\":\"hi\",\"max_tokens\":-5}                    | max_tokens",
                "/api/generate | {\"prompt\":\"hi\",\"max_tokens\":1.5}                   | max_tokens",
                "/api/generate | {\"prompt\":\"hi\",\"temperature\":\"hot\"}              | temperature",
                "/api/generate | {\"prompt\":\"hi\",\"temperature\":-1}                   | temperature",
                "/api/generate | {\"prompt\":\"hi\",\"top_p\":2}                          | top_p",
                "/api/generate | {\"prompt\":\"hi\",\"top_k\":-1}                         | top_k",
                "/api/generate | {\"prompt\":\"hi\",\"min_p\":\"x\"}                      | min_p",
                "/api/generate | {\"prompt\":\"hi\",\"repeat_penalty\":0}                 | repeat_penalty",
                "/api/generate | {\"prompt\":\"hi\",\"stream\":\"yes\"}                   | stream",
                "/api/generate | {\"prompt\":\"hi\",\"stop\":[\"\"]}                      | stop",
                "/api/generate | {\"prompt\":\"hi\",\"stop\":[1]}                         | stop[0]",
                "/api/generate | {\"prompt\":\"hi\",\"keep_alive\":\"soon\"}              | keep_alive",
                "/api/generate | {\"prompt\":\"hi\",\"model\":3}                          | model",
                "/api/generate | {\"prompt\":\"hi\",\"model\":\"\"}                       | model",
                "/api/generate | [1]                                                      | body",
                "/api/generate | {\"prompt\":                                             | body",
                "/api/generate | not json                                                 | body"
            })
    void aBadRequestIs400WithTheFieldsName(String path, String body, String field) throws Exception {
        HttpProbe.Answer answer = daemon.tcp().post(path, body);
        JsonNode error = answer.json().get("error");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(error.get("type").asText()).isEqualTo("invalid_request");
        assertThat(error.get("code").asText()).isEqualTo("invalid_request");
        assertThat(error.get("param").asText()).isEqualTo(field);
        assertThat(error.get("message").asText()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void anUnknownModelIsAnsweredAsTheContractSays() throws Exception {
        HttpProbe.Answer answer = daemon.tcp().post("/api/generate", "{\"model\":\"unknown-model\",\"prompt\":\"hi\"}");
        JsonNode error = answer.json().get("error");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(error.get("message").asText()).isEqualTo("Model 'unknown-model' not found");
        assertThat(error.get("type").asText()).isEqualTo("not_found");
        assertThat(error.get("code").asText()).isEqualTo("model_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../tiny", "tiny/../tiny", "%2e%2e", "C:\\\\model", "tiny\\u0000", "/etc/passwd"})
    void aHostileModelNameIsAnError(String name) throws Exception {
        HttpProbe.Answer answer = daemon.tcp().post("/api/generate", "{\"model\":\"" + name + "\",\"prompt\":\"hi\"}");

        assertThat(answer.status()).isIn(400, 404, 500);
        assertThat(answer.json().get("error").get("code").asText())
                .isIn("invalid_request", "model_not_found", "invalid_model_file");
    }

    @Test
    void aPromptOverTheContextIs400WithBothNumbers() throws Exception {
        HttpProbe.Answer answer = daemon.tcp()
                .post("/api/generate", "{\"model\":\"tiny\",\"prompt\":\"" + "one two ".repeat(3000) + "\"}");
        JsonNode error = answer.json().get("error");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(error.get("code").asText()).isEqualTo("context_length_exceeded");
        assertThat(error.get("param").asText()).isEqualTo("prompt");
        assertThat(error.get("message").asText()).contains("2047").containsPattern("has \\d{4,} tokens");
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/model", "POST,/api/nothing", "GET,/nothing"})
    void otherRoutesAre404InTheContractsFormat(String method, String path) throws Exception {
        HttpProbe.Answer answer = daemon.tcp().exchange(method, path, "");
        JsonNode error = answer.json().get("error");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(error.get("type").asText()).isEqualTo("not_found");
        assertThat(names(error)).startsWith("message", "type", "code");
    }

    @Test
    void aWrongMethodIs405WithWhatIsAllowed() throws Exception {
        HttpProbe.Answer answer = daemon.tcp().get("/api/chat");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.head()).contains("Allow: OPTIONS, POST");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
