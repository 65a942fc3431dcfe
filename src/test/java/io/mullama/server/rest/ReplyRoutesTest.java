package io.mullama.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mullama.HttpProbe;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.TokenProbability;
import io.mullama.engine.Usage;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers as both dialects word them, with an engine that says what the test has it say. */
final class ReplyRoutesTest {
    private static final String OWN = "/api/chat";
    private static final String OPENAI = "/v1/chat/completions";
    private static final String HI = "\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String TOOLS = ",\"tools\":[{\"function\":{\"name\":\"add\"}}]";
    private static final String[] CALL = {
        "Well.\n<tool", "_call>{\"name\": \"add\", \"argu", "ments\": {\"a\"", ": 1}}</tool_call>"
    };

    @SuppressWarnings("NullAway.Init")
    private ServedRoutes routes;

    @BeforeEach
    void open() throws IOException {
        routes = new ServedRoutes(Map.of());
        routes.use("tiny");
        routes.engine().widen(8192);
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @Test
    void aStreamTellsACallWhenItIsComplete() throws Exception {
        List<JsonNode> lines =
                ask(OWN, "{" + HI + TOOLS + ",\"stream\":true}", CALL).lines();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).at("/message/content").asText()).isEqualTo("Well.");
        assertThat(lines.get(1).at("/message/tool_calls/0/function").toString())
                .isEqualTo("{\"name\":\"add\",\"arguments\":{\"a\":1}}");
        assertThat(lines.get(2).get("done").asBoolean()).isTrue();
    }

    @Test
    void openAisEventsTellTheNameAndThenTheArguments() throws Exception {
        List<JsonNode> deltas = new ArrayList<>();
        for (String line : ask(OPENAI, "{" + HI + TOOLS + ",\"stream\":true}", CALL)
                .body()
                .lines()
                .toList()) {
            if (line.startsWith("data: {")) {
                deltas.add(new JsonMapper().readTree(line.substring(6)).at("/choices/0"));
            }
        }

        assertThat(deltas.stream()
                        .map(choice ->
                                choice.at("/delta/tool_calls/0/function/name").asText()))
                .contains("add");
        assertThat(deltas.stream()
                        .map(choice -> choice.at("/delta/tool_calls/0/function/arguments")
                                .asText())
                        .reduce("", String::concat))
                .isEqualTo("{\"a\": 1}");
        assertThat(deltas.get(deltas.size() - 1).get("finish_reason").asText()).isEqualTo("tool_calls");
    }

    @Test
    void aCallWithoutToolsIsText() throws Exception {
        JsonNode answer = ask(OWN, "{" + HI + "}", CALL).json();

        assertThat(answer.at("/message/content").asText()).isEqualTo(String.join("", CALL));
    }

    @Test
    void aCallThatIsCutOffKeepsWhatThereIs() throws Exception {
        JsonNode answer = routes.ask(
                        OWN,
                        "{" + HI + TOOLS + "}",
                        new GenerationEvent.Piece("<tool_call>{\"name\": \"add\", \"arguments\": {\"a\": \"x"),
                        finished(FinishReason.LENGTH))
                .json();

        assertThat(answer.get("message").has("tool_calls")).isFalse();
        assertThat(answer.at("/message/content").asText()).isEqualTo("add {\"a\": \"x");
        assertThat(answer.get("done_reason").asText()).isEqualTo("length");
    }

    @Test
    void everyTokenIsToldOfWhateverItWas() throws Exception {
        JsonNode answer = routes.ask(
                        OPENAI,
                        "{" + HI + TOOLS + ",\"logprobs\":true}",
                        piece("<tool_call>"),
                        piece("{\"name\": \"add\"}"),
                        piece("</tool_call>"),
                        finished(FinishReason.STOP))
                .json();

        assertThat(answer.at("/choices/0/message/tool_calls/0/function/arguments")
                        .asText())
                .isEqualTo("{}");
        assertThat(answer.at("/choices/0/logprobs/content")).hasSize(3);
    }

    @Test
    void aWholeAnswerThatIsNotWhatWasAskedForIsAnError() throws Exception {
        String format =
                ",\"format\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}},\"required\":[\"a\"]}";
        HttpProbe.Answer answer = ask(OWN, "{" + HI + format + "}", "{\"a\": \"x\"}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().at("/error/message").asText())
                .isEqualTo("the answer is not what 'format' asks for: 'answer.a' must be of another type: \"integer\"");
    }

    @Test
    void anAnswerThatAStopTextCutIsNotLookedAtOnceMore() throws Exception {
        HttpProbe.Answer answer = ask(OWN, "{" + HI + ",\"format\":\"json\",\"stop\":[\",\"]}", "{\"a\": 1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/message/content").asText()).isEqualTo("{\"a\": 1");
    }

    @Test
    void aStreamLosesNoTokensOfACall() throws Exception {
        int tokens = 0;
        for (JsonNode line : routes.ask(
                        OWN,
                        "{" + HI + TOOLS + ",\"logprobs\":true,\"stream\":true}",
                        piece("<tool_call>"),
                        piece("{\"name\": \"add\"}"),
                        piece("</tool_call>"),
                        finished(FinishReason.STOP))
                .lines()) {
            tokens += line.path("logprobs").path("content").size()
                    + (line.path("logprobs").isArray() ? line.path("logprobs").size() : 0);
        }

        assertThat(tokens).isEqualTo(3);
    }

    @Test
    void aCutAnswerIsNotLookedAtOnceMore() throws Exception {
        HttpProbe.Answer answer = routes.ask(
                OWN,
                "{" + HI + ",\"format\":\"json\"}",
                new GenerationEvent.Piece("{\"a\": "),
                finished(FinishReason.LENGTH));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("done_reason").asText()).isEqualTo("length");
    }

    private HttpProbe.Answer ask(String route, String body, String... pieces) throws Exception {
        List<GenerationEvent> events = new ArrayList<>();
        for (String piece : pieces) {
            events.add(new GenerationEvent.Piece(piece));
        }
        events.add(finished(FinishReason.STOP));
        return routes.ask(route, body, events.toArray(GenerationEvent[]::new));
    }

    private static GenerationEvent.Piece piece(String text) {
        TokenProbability.Candidate candidate =
                new TokenProbability.Candidate(1, text.getBytes(StandardCharsets.UTF_8), -0.5);
        return new GenerationEvent.Piece(text, List.of(new TokenProbability(candidate, List.of())));
    }

    private static GenerationEvent.Finished finished(FinishReason reason) {
        return new GenerationEvent.Finished(reason, new Usage(3, 0, 2, Duration.ofMillis(1)));
    }
}
