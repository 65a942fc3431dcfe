package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged daemon as a client of OpenAI's finds it, on both endpoints. */
final class OpenAiDaemonIT {
    private static final String CHAT = "/v1/chat/completions";
    private static final String TEXT = "/v1/completions";
    private static final String PARIS = "The capital of France is Paris.";
    private static final String FRANCE = "\"model\":\"tiny\",\"temperature\":0,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"What is the capital of France?\"}]";

    @AutoClose
    private static ServedDaemon daemon;

    @BeforeAll
    static void serve() throws Exception {
        daemon = new ServedDaemon();
    }

    static Stream<HttpProbe> endpoints() {
        return daemon.endpoints();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aConversationIsAnsweredAsAWhole(HttpProbe probe) throws Exception {
        HttpProbe.Answer answer = probe.post(CHAT, "{" + FRANCE + "}");

        JsonNode json = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(json.at("/choices/0/message/content").asText()).isEqualTo(PARIS);
        assertThat(json.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(json.get("model").asText()).isEqualTo("tiny");
        assertAddsUp(json.get("usage"));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aConversationIsAnsweredByEvents(HttpProbe probe) throws Exception {
        JsonNode whole = probe.post(CHAT, "{" + FRANCE + "}").json().get("usage");
        HttpProbe.Answer answer =
                probe.post(CHAT, "{\"stream\":true,\"stream_options\":{\"include_usage\":true}," + FRANCE + "}");

        List<JsonNode> events = events(answer);
        JsonNode usage = events.get(events.size() - 1).get("usage");
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event.at("/choices/0/delta/content").asText()));
        assertThat(answer.head()).contains("Content-Type: text/event-stream");
        assertThat(text).hasToString(PARIS);
        assertThat(events.size()).isGreaterThan(5);
        assertThat(usage.get("prompt_tokens")).isEqualTo(whole.get("prompt_tokens"));
        assertThat(usage.get("completion_tokens")).isEqualTo(whole.get("completion_tokens"));
        assertAddsUp(usage);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aPromptIsContinuedAsAWholeAndByEvents(HttpProbe probe) throws Exception {
        String body =
                "{\"model\":\"tiny\",\"temperature\":0,\"max_tokens\":5,\"prompt\":\"Once upon a\",\"stream\":%s}";
        JsonNode whole = probe.post(TEXT, String.format(body, false)).json();
        StringBuilder text = new StringBuilder();
        events(probe.post(TEXT, String.format(body, true)))
                .forEach(event -> text.append(event.at("/choices/0/text").asText()));

        assertThat(whole.at("/choices/0/text").asText()).isNotEmpty().isEqualTo(text.toString());
        assertThat(whole.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(whole.at("/usage/completion_tokens").asInt()).isEqualTo(5);
        assertAddsUp(whole.get("usage"));
    }

    @Test
    void aRepeatedPromptComesFromTheCache() throws Exception {
        String body = "{\"model\":\"tiny\",\"max_tokens\":1,\"prompt\":\"Seven small birds watch from a wall\"}";
        daemon.tcp().post(TEXT, body);
        JsonNode usage = daemon.tcp().post(TEXT, body).json().get("usage");

        assertThat(usage.at("/prompt_tokens_details/cached_tokens").asInt())
                .isEqualTo(usage.get("prompt_tokens").asInt() - 1);
    }

    @Test
    void tokensAreAPromptTooAndNothingIsPutBeforeThem() throws Exception {
        JsonNode json = daemon.tcp()
                .post(TEXT, "{\"model\":\"tiny\",\"max_tokens\":2,\"temperature\":0,\"prompt\":[300,301,302]}")
                .json();
        HttpProbe.Answer unknown = daemon.tcp().post(TEXT, "{\"model\":\"tiny\",\"prompt\":[1,123456]}");

        assertThat(json.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().at("/error/message").asText()).contains("123456");
        assertThat(unknown.json().at("/error/param").asText()).isEqualTo("prompt");
    }

    @Test
    void withTheEndIgnoredAnAnswerHasAsManyTokensAsItMay() throws Exception {
        String body = "{\"model\":\"tiny\",\"max_tokens\":20,\"temperature\":0,\"ignore_eos\":%s,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"What is the capital of France?\"}]}";

        JsonNode ended = daemon.tcp().post(CHAT, body.formatted(false)).json();
        JsonNode endless = daemon.tcp().post(CHAT, body.formatted(true)).json();

        assertThat(ended.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(endless.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(endless.at("/usage/completion_tokens").asInt()).isEqualTo(20);
    }

    @Test
    void severalAnswersDifferAndRepeatWithTheirSeed() throws Exception {
        String body = "{\"model\":\"tiny\",\"max_tokens\":12,\"temperature\":1.5,\"top_k\":0,\"seed\":11,\"n\":3,"
                + "\"ignore_eos\":true,"
                + "\"prompt\":[\"One day a small dog went out to\",\"The sea\"],\"stream\":%s%s}";
        JsonNode whole = daemon.tcp().post(TEXT, String.format(body, false, "")).json();
        String[] streamed = new String[6];
        Arrays.fill(streamed, "");
        List<JsonNode> events = events(
                daemon.tcp().post(TEXT, String.format(body, true, ",\"stream_options\":{\"include_usage\":true}")));
        events.forEach(event -> event.get("choices")
                .forEach(choice -> streamed[choice.get("index").asInt()] +=
                        choice.get("text").asText()));

        List<String> texts = whole.get("choices").findValuesAsText("text");
        assertThat(whole.get("choices").findValuesAsText("index")).containsExactly("0", "1", "2", "3", "4", "5");
        assertThat(texts.subList(0, 3)).doesNotHaveDuplicates();
        assertThat(streamed).containsExactlyElementsOf(texts);
        assertThat(whole.at("/usage/prompt_tokens").asInt()).isLessThan(20);
        assertThat(events.get(events.size() - 1).at("/usage/completion_tokens"))
                .isEqualTo(whole.at("/usage/completion_tokens"));
        assertAddsUp(whole.get("usage"));
    }

    @Test
    void shortcutsChangeNothingOfTheAnswer() throws Exception {
        String body = "{\"model\":\"tiny\",\"max_tokens\":1,\"prompt\":\"Nine large fish look at a boat\"%s}";
        daemon.tcp().post(TEXT, String.format(body, ""));
        JsonNode computed = daemon.tcp()
                .post(TEXT, String.format(body, ",\"cache_prompt\":false"))
                .json();
        JsonNode guessed = daemon.tcp()
                .post(CHAT, "{\"speculative\":\"ngram\"," + FRANCE + "}")
                .json();
        HttpProbe.Answer refused = daemon.tcp().post(CHAT, "{\"speculative\":\"draft\"," + FRANCE + "}");

        assertThat(computed.at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isZero();
        assertThat(guessed.at("/choices/0/message/content").asText()).isEqualTo(PARIS);
        assertThat(guessed.has("warnings")).isFalse();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/error/param").asText()).isEqualTo("speculative");
    }

    @Test
    void aStopTextEndsTheAnswer() throws Exception {
        JsonNode json = daemon.tcp()
                .post(CHAT, "{\"stop\":[\"France\"]," + FRANCE + "}")
                .json();

        assertThat(json.at("/choices/0/message/content").asText()).isEqualTo("The capital of ");
        assertThat(json.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void theLimitEndsTheAnswer() throws Exception {
        JsonNode json = daemon.tcp()
                .post(CHAT, "{\"max_completion_tokens\":2," + FRANCE + "}")
                .json();

        assertThat(json.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(json.at("/usage/completion_tokens").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "null",
            value = {
                "/v1/chat/completions | {'model':'none','messages':[{'role':'user','content':'x'}]} | 404 | null | "
                        + "model_not_found",
                "/v1/chat/completions | {'model':'tiny'}                   | 400 | messages | null",
                "/v1/completions      | {'model':'tiny','prompt':'x','n':0} | 400 | n        | null",
                "/v1/completions      | {'model':'tiny','prompt':''}       | 400 | prompt   | null",
                "/v1/completions      | {                                  | 400 | body     | null",
            })
    void anErrorIsInTheDialectsWords(String path, String body, int status, String param, String code) throws Exception {
        HttpProbe.Answer answer = daemon.tcp().post(path, body.replace('\'', '"'));
        JsonNode error = answer.json().get("error");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(error.get("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.get("param").textValue()).isEqualTo(param);
        assertThat(error.get("code").textValue()).isEqualTo(code);
    }

    @Test
    void aPromptOverTheContextIsRefusedAlsoWhereAStreamWasAskedFor() throws Exception {
        HttpProbe.Answer answer = daemon.tcp()
                .post(TEXT, "{\"model\":\"tiny\",\"stream\":true,\"prompt\":\"" + "one two ".repeat(3000) + "\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/code").asText()).isEqualTo("context_length_exceeded");
    }

    @Test
    void modelsAreListedAndFoundByName() throws Exception {
        JsonNode list = daemon.tcp().get("/v1/models").json();
        JsonNode tiny = daemon.tcp().get("/v1/models/tiny").json();

        assertThat(list.get("data")).contains(tiny);
        assertThat(list.get("data").findValuesAsText("id"))
                .contains("tiny", daemon.slow().toString());
        assertThat(daemon.tcp().get("/v1/models/none").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aClientThatGoesAwayStopsTheWork(HttpProbe probe) throws Exception {
        SocketChannel client = probe.send(
                "POST",
                TEXT,
                "{\"model\":\"" + daemon.slow() + "\",\"stream\":true,\"max_tokens\":-1,\"prompt\":\"Hello\"}");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> active() == 1);
        client.close();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> active() == 0);
    }

    private static int active() throws IOException {
        return daemon.tcp().get("/status").json().get("active_requests").asInt();
    }

    private static void assertAddsUp(JsonNode usage) {
        assertThat(usage.get("prompt_tokens").asInt()).isPositive();
        assertThat(usage.get("completion_tokens").asInt()).isPositive();
        assertThat(usage.get("total_tokens").asInt())
                .isEqualTo(usage.get("prompt_tokens").asInt()
                        + usage.get("completion_tokens").asInt());
        assertThat(usage.at("/prompt_tokens_details/cached_tokens").asInt())
                .isLessThan(usage.get("prompt_tokens").asInt());
    }

    /** The events of a stream, which must end as OpenAI's do. */
    private static List<JsonNode> events(HttpProbe.Answer answer) throws IOException {
        List<String> blocks = List.of(answer.body().split("\n\n"));
        assertThat(blocks).last().isEqualTo("data: [DONE]");
        List<JsonNode> events = new ArrayList<>();
        for (String block : blocks.subList(0, blocks.size() - 1)) {
            assertThat(block).startsWith("data: {");
            events.add(new JsonMapper().readTree(block.substring("data: ".length())));
        }
        return events;
    }
}
