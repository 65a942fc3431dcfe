package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thoughts of the real tiny model, as clients of the packaged daemon see them. */
final class ThinkingDaemonIT {
    private static final String FRANCE = "'messages':[{'role':'user','content':'What is the capital of France?'}]";
    private static final String PARIS = "The capital of France is Paris.";

    @AutoClose
    private static ServedDaemon daemon;

    @BeforeAll
    static void serve() throws Exception {
        daemon = new ServedDaemon();
    }

    @ParameterizedTest
    @CsvSource({"/api/chat, thinking", "/v1/chat/completions, reasoning_content"})
    void thoughtsStandBesideTheAnswer(String route, String field) throws IOException {
        ObjectNode request = Answers.request("'think':true," + FRANCE);

        JsonNode whole = Answers.whole(daemon.tcp(), route, request);
        JsonNode streamed = Answers.streamed(daemon.tcp(), route, request);

        assertThat(whole.get("content").asText()).isEqualTo(PARIS);
        assertThat(whole.get(field).asText()).isNotBlank().doesNotContain("think>");
        assertThat(streamed.get("content")).isEqualTo(whole.get("content"));
        assertThat(streamed.get(field)).isEqualTo(whole.get(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/chat            | thinking          | 'think':false",
                "/v1/chat/completions | reasoning_content | 'reasoning_effort':'none'",
            })
    void withoutThinkingThereAreNoThoughts(String route, String field, String off) throws IOException {
        JsonNode message = Answers.whole(daemon.tcp(), route, Answers.request(off + "," + FRANCE));

        assertThat(message.has(field)).isFalse();
        assertThat(message.get("content").asText()).isEqualTo(PARIS);
    }

    @Test
    void aBudgetClosesTheThought() throws IOException {
        JsonNode message =
                Answers.whole(daemon.tcp(), Answers.OWN, Answers.request("'think':true,'thinking_budget':2," + FRANCE));
        JsonNode free = Answers.whole(daemon.tcp(), Answers.OWN, Answers.request("'think':true," + FRANCE));

        assertThat(message.get("thinking").asText().length())
                .isLessThan(free.get("thinking").asText().length());
        assertThat(free.get("thinking").asText())
                .startsWith(message.get("thinking").asText());
        assertThat(message.get("content").asText()).isNotEmpty();
    }

    @Test
    void stopTextsDoNotCountInThoughts() throws IOException {
        String thought = Answers.whole(daemon.tcp(), Answers.OWN, Answers.request("'think':true," + FRANCE))
                .get("thinking")
                .asText();
        String word = thought.substring(0, thought.indexOf(' '));

        JsonNode message = Answers.whole(
                daemon.tcp(), Answers.OWN, Answers.request("'think':true,'stop':['" + word + "']," + FRANCE));

        assertThat(message.get("thinking").asText()).isEqualTo(thought);
    }

    @Test
    void aGeneratedTextHasItsThoughtsBesideIt() throws IOException {
        String request =
                "{\"model\":\"tiny\",\"temperature\":0,\"think\":true,\"prompt\":\"What is the capital of France?\"}";

        JsonNode answer = daemon.tcp().post("/api/generate", request).json();

        assertThat(answer.get("response").asText()).isEqualTo(PARIS);
        assertThat(answer.get("thinking").asText()).isNotBlank();
    }
}
