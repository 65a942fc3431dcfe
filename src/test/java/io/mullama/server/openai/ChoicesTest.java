package io.mullama.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mullama.HttpProbe;
import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Usage;
import io.mullama.gguf.GgufBuilder;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.ServedRoutes;
import io.mullama.server.answer.LiveAnswer;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several answers to one request: to one prompt, to several, or both. */
@Timeout(60)
final class ChoicesTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String TEXT = "/v1/completions";
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    private static final GenerationEvent BROKEN =
            new GenerationEvent.Failed(new MullamaException(ErrorCode.INFERENCE_FAILED, "decoding failed"));
    private static final String BROKEN_JSON = "{\"error\":{\"message\":\"decoding failed\",\"type\":\"server_error\","
            + "\"param\":null,\"code\":\"inference_failed\"}}";

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
    void theChoicesOfAWholeAnswerStandInTheirOrder() throws Exception {
        var answer = routes.post(CHAT, "{\"model\":\"tiny\",\"n\":3," + HI + "}");
        for (int i = 2; i >= 0; i--) {
            tell(i, "answer " + i);
            end(i, i == 1 ? FinishReason.LENGTH : FinishReason.STOP, 5);
        }

        JsonNode json = ServedRoutes.get(answer).json();

        assertThat(json.get("choices").findValuesAsText("index")).containsExactly("0", "1", "2");
        assertThat(json.get("choices").findValuesAsText("content")).containsExactly("answer 0", "answer 1", "answer 2");
        assertThat(json.get("choices").findValuesAsText("finish_reason")).containsExactly("stop", "length", "stop");
        assertThat(json.get("usage"))
                .hasToString("{\"prompt_tokens\":8,\"completion_tokens\":15,\"total_tokens\":23,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":3},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":0}}");
        assertThat(routes.engine().prompt(2)).isEqualTo(routes.engine().prompt(0));
    }

    @Test
    void theChoicesOfAStreamComeAsTheyAreTold() throws Exception {
        String body = "{\"model\":\"tiny\",\"n\":2,\"stream\":true,\"mood\":\"good\","
                + "\"stream_options\":{\"include_usage\":true}," + HI + "}";
        List<JsonNode> events;
        try (LiveAnswer answer = LiveAnswer.of(routes.probe(), CHAT, body)) {
            tell(1, "b1");
            end(1, FinishReason.STOP, 1);
            answer.until("\"stop\"");
            tell(0, "a1", "a2");
            end(0, FinishReason.LENGTH, 2);
            events = events(answer.rest());
        }

        assertThat(events.stream().map(ChoicesTest::gist))
                .containsExactly(
                        "1  null", "1 b1 null", "1  stop", "0  null", "0 a1 null", "0 a2 null", "0  length", "");
        assertThat(events.get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(events.get(3).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(events.stream().map(event -> event.get("id")).distinct()).hasSize(1);
        assertThat(events.stream().filter(event -> event.has("warnings"))).containsExactly(events.get(6));
        assertThat(events.get(7).at("/usage/completion_tokens").asInt()).isEqualTo(3);
        assertThat(events.get(7).at("/usage/prompt_tokens").asInt()).isEqualTo(8);
    }

    @Test
    void severalPromptsAreAnsweredPromptByPrompt() throws Exception {
        var answer = routes.post(TEXT, "{\"model\":\"tiny\",\"prompt\":[\"one\",\"two\"],\"n\":2}");
        for (int i = 0; i < 4; i++) {
            tell(i, "answer " + i);
            end(i, FinishReason.STOP, 1);
        }

        JsonNode json = ServedRoutes.get(answer).json();

        assertThat(json.get("choices").findValuesAsText("text"))
                .containsExactly("answer 0", "answer 1", "answer 2", "answer 3");
        assertThat(json.at("/usage/prompt_tokens").asInt()).isEqualTo(16);
        assertThat(json.at("/usage/completion_tokens").asInt()).isEqualTo(4);
        assertThat(List.of(prompt(0), prompt(1), prompt(2), prompt(3))).containsExactly("one", "one", "two", "two");
    }

    @ParameterizedTest
    @CsvSource({"7, 7, 8, 9", "4294967295, 4294967295, 0, 1"})
    void seededChoicesDifferAndRepeat(long seed, long first, long second, long third) throws Exception {
        begin("{\"model\":\"tiny\",\"prompt\":[\"a\",\"b\"],\"n\":3,\"seed\":" + seed + "}", 6);

        for (int prompt = 0; prompt < 2; prompt++) {
            assertThat(seed(3 * prompt)).isEqualTo(first);
            assertThat(seed(3 * prompt + 1)).isEqualTo(second);
            assertThat(seed(3 * prompt + 2)).isEqualTo(third);
        }
    }

    @Test
    void choicesWithoutASeedHaveNone() throws Exception {
        begin("{\"model\":\"tiny\",\"prompt\":\"a\",\"n\":2}", 2);

        assertThat(routes.engine().request(1).sampling().seed()).isEmpty();
    }

    @Test
    void oneThatFailsEndsAStream() throws Exception {
        String body = "{\"model\":\"tiny\",\"prompt\":\"a\",\"n\":3,\"stream\":true}";
        try (LiveAnswer answer = LiveAnswer.of(routes.probe(), TEXT, body)) {
            tell(0, "text");
            answer.until("text\"");
            routes.awaitGeneration(2).emit(BROKEN);

            assertThat(answer.rest()).contains("data: " + BROKEN_JSON + "\n\n").doesNotContain("DONE");
        }
        assertAllCancelled(3);
    }

    @Test
    void oneThatFailsEndsAWholeAnswer() throws Exception {
        var answer = routes.post(TEXT, "{\"model\":\"tiny\",\"prompt\":\"a\",\"n\":3}");
        tell(0, "text");
        end(0, FinishReason.STOP, 1);
        routes.awaitGeneration(1).emit(BROKEN);

        HttpProbe.Answer result = ServedRoutes.get(answer);

        assertThat(result.status()).isEqualTo(500);
        assertThat(result.body()).isEqualTo(BROKEN_JSON);
        assertAllCancelled(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatGoesAwayEndsThemAll(boolean stream) throws Exception {
        SocketChannel client =
                routes.probe().send("POST", CHAT, "{\"model\":\"tiny\",\"n\":4,\"stream\":" + stream + "," + HI + "}");
        tell(3, "text");

        client.close();

        assertAllCancelled(4);
    }

    @Test
    void aQueueThatHasNoRoomForAllTakesNone() throws Exception {
        routes.ask(TEXT, "{\"model\":\"tiny\",\"prompt\":\"a\"}", finished(FinishReason.STOP, 1));
        routes.engine().bound(3);

        HttpProbe.Answer answer = routes.probe().post(TEXT, "{\"model\":\"tiny\",\"prompt\":\"a\",\"n\":3}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.head()).contains("Retry-After: 1");
        assertThat(answer.json().at("/error/code").asText()).isEqualTo("overloaded");
        assertAllCancelled(3);
    }

    @Test
    void anErrorSaysWhichPromptItIsAbout() throws Exception {
        routes.fixture.write("worded", new GgufBuilder().strings("tokenizer.ggml.tokens", List.of("a", "b", "c")));
        String tooLong = "x".repeat(600);

        HttpProbe.Answer length =
                routes.probe().post(TEXT, "{\"model\":\"tiny\",\"prompt\":[\"a\",\"" + tooLong + "\"],\"n\":2}");
        HttpProbe.Answer token = routes.probe().post(TEXT, "{\"model\":\"worded\",\"prompt\":[[0],[1,3]]}");

        assertThat(length.status()).isEqualTo(400);
        assertThat(length.json().at("/error/message").asText())
                .isEqualTo("maximum context length exceeded: prompt[1]: the prompt is too long; shorten it");
        assertThat(token.json().at("/error/param").asText()).isEqualTo("prompt[1]");
        assertThat(token.json().at("/error/message").asText())
                .isEqualTo("'prompt[1]' holds the token 3, and the ids of worded end at 2");
    }

    /** Has a request become so many generations, and goes away. */
    private void begin(String body, int count) throws IOException {
        SocketChannel client = routes.probe().send("POST", TEXT, body);
        routes.awaitGeneration(count - 1);
        client.close();
    }

    private void tell(int index, String... texts) {
        for (String text : texts) {
            routes.awaitGeneration(index).emit(new GenerationEvent.Piece(text));
        }
    }

    private void end(int index, FinishReason reason, int tokens) {
        routes.awaitGeneration(index).emit(finished(reason, tokens));
    }

    private static GenerationEvent finished(FinishReason reason, int tokens) {
        return new GenerationEvent.Finished(reason, new Usage(8, 3, tokens, Duration.ZERO));
    }

    private void assertAllCancelled(int count) {
        List<Generation> generations = routes.engine().generations();
        assertThat(generations).hasSize(count);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() ->
                        routes.activity.active() == 0 && generations.stream().allMatch(Generation::isCancelled));
        assertThat(routes.fixture.registry.loaded().get(0).users()).isZero();
    }

    private String prompt(int index) {
        return routes.engine().prompt(index);
    }

    private long seed(int index) {
        return routes.engine().request(index).sampling().seed().orElseThrow();
    }

    /** The objects of a stream as it came, which must end as OpenAI's do. */
    private static List<JsonNode> events(String raw) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        List<String> lines =
                raw.lines().filter(line -> line.startsWith("data: ")).toList();
        assertThat(lines).last().isEqualTo("data: [DONE]");
        for (String line : lines.subList(0, lines.size() - 1)) {
            events.add(new JsonMapper().readTree(line.substring("data: ".length())));
        }
        return events;
    }

    /** Which choice an event is about, its text, and why that ended. */
    private static String gist(JsonNode event) {
        JsonNode choice = event.at("/choices/0");
        return choice.isMissingNode()
                ? ""
                : choice.get("index") + " " + choice.at("/delta/content").asText() + " "
                        + choice.get("finish_reason").asText();
    }
}
