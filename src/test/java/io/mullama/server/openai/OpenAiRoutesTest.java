package io.mullama.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mullama.HttpProbe;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.SamplingOptions;
import io.mullama.engine.TokenProbability;
import io.mullama.engine.Usage;
import io.mullama.gguf.GgufBuilder;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiRoutesTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String TEXT = "/v1/completions";
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String USAGE = "{\"prompt_tokens\":8,\"completion_tokens\":2,\"total_tokens\":10,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":3},\"completion_tokens_details\":{\"reasoning_tokens\":0}}";

    private static final GenerationEvent HELLO = new GenerationEvent.Piece("Hello");
    private static final GenerationEvent YOU = new GenerationEvent.Piece(", \"you\"\n");
    private static final GenerationEvent END = end(FinishReason.STOP);
    private static final GenerationEvent BROKEN =
            new GenerationEvent.Failed(new MullamaException(ErrorCode.INFERENCE_FAILED, "decoding failed"));

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
    void aConversationIsAnsweredAsAWhole() throws Exception {
        HttpProbe.Answer answer = routes.ask(CHAT, "{\"model\":\"tiny:latest\"," + HI + "}", HELLO, YOU, END);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head()).contains("Content-Type: application/json");
        assertThat(answer.json().get("id").asText()).matches("chatcmpl-[0-9a-f]{32}");
        assertThat(answer.json().get("created").asLong()).isGreaterThan(1_700_000_000L);
        assertThat(withoutIdentity(answer.json()))
                .isEqualTo("{\"object\":\"chat.completion\",\"model\":\"tiny:latest\","
                        + "\"system_fingerprint\":\"mullama-1.2.3\",\"service_tier\":\"default\",\"choices\":[{\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"Hello, \\\"you\\\"\\n\",\"refusal\":null,"
                        + "\"annotations\":[]},"
                        + "\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":" + USAGE + "}");
    }

    @Test
    void aConversationIsAnsweredByEvents() throws Exception {
        HttpProbe.Answer answer = routes.ask(
                CHAT, "{\"model\":\"tiny\",\"stream\":true," + HI + "}", HELLO, YOU, end(FinishReason.LENGTH));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head()).contains("Content-Type: text/event-stream").contains("Cache-Control: no-cache");
        List<JsonNode> events = events(answer);
        assertThat(events).hasSize(4).allSatisfy(event -> {
            assertThat(event.get("id")).isEqualTo(events.get(0).get("id"));
            assertThat(event.get("created")).isEqualTo(events.get(0).get("created"));
            assertThat(event.get("object").asText()).isEqualTo("chat.completion.chunk");
            assertThat(event.has("usage")).isFalse();
        });
        assertThat(events.stream().map(event -> event.get("choices").toString()))
                .containsExactly(
                        "[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null},"
                                + "\"logprobs\":null,\"finish_reason\":null}]",
                        "[{\"index\":0,\"delta\":{\"content\":\"Hello\"},\"logprobs\":null,\"finish_reason\":null}]",
                        "[{\"index\":0,\"delta\":{\"content\":\", \\\"you\\\"\\n\"},\"logprobs\":null,"
                                + "\"finish_reason\":null}]",
                        "[{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"length\"}]");
    }

    @Test
    void probabilitiesAreToldBesideTheChoice() throws Exception {
        TokenProbability.Candidate token =
                new TokenProbability.Candidate(3, "Hello".getBytes(StandardCharsets.UTF_8), -0.5);
        GenerationEvent.Piece scored =
                new GenerationEvent.Piece("Hello", List.of(new TokenProbability(token, List.of(token))));
        String told = "{\"content\":[{\"token\":\"Hello\",\"logprob\":-0.5,\"bytes\":[72,101,108,108,111],"
                + "\"top_logprobs\":[{\"token\":\"Hello\",\"logprob\":-0.5,\"bytes\":[72,101,108,108,111]}]}],"
                + "\"refusal\":null}";
        String asked = "\"model\":\"tiny\",\"logprobs\":true,\"top_logprobs\":1," + HI + "}";

        JsonNode whole = routes.ask(CHAT, "{" + asked, scored, END).json();
        List<JsonNode> events = events(routes.ask(CHAT, "{\"stream\":true," + asked, scored, END));

        assertThat(routes.request().sampling().reporting()).isEqualTo(new SamplingOptions.Reporting(1, false));
        assertThat(whole.at("/choices/0/logprobs")).hasToString(told);
        assertThat(events.get(1).get("choices"))
                .hasToString("[{\"index\":0,\"delta\":{\"content\":\"Hello\"},\"logprobs\":" + told
                        + ",\"finish_reason\":null}]");
    }

    @Test
    void theUsageComesAfterTheLastChoiceForThoseWhoAsk() throws Exception {
        HttpProbe.Answer answer = routes.ask(
                TEXT,
                "{\"prompt\":\"Hi\",\"model\":\"tiny\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}",
                HELLO,
                END);

        assertThat(events(answer).stream().map(OpenAiRoutesTest::withoutIdentity))
                .containsExactly(
                        "{\"object\":\"text_completion\",\"model\":\"tiny\",\"system_fingerprint\":\"mullama-1.2.3\","
                                + "\"choices\":[{\"text\":\"Hello\",\"index\":0,\"logprobs\":null,"
                                + "\"finish_reason\":null}],\"usage\":null}",
                        "{\"object\":\"text_completion\",\"model\":\"tiny\",\"system_fingerprint\":\"mullama-1.2.3\","
                                + "\"choices\":[{\"text\":\"\",\"index\":0,\"logprobs\":null,"
                                + "\"finish_reason\":\"stop\"}],\"usage\":null}",
                        "{\"object\":\"text_completion\",\"model\":\"tiny\",\"system_fingerprint\":\"mullama-1.2.3\","
                                + "\"choices\":[],\"usage\":" + USAGE + "}");
    }

    @Test
    void aContinuationIsAnsweredAsAWhole() throws Exception {
        HttpProbe.Answer answer = routes.ask(TEXT, "{\"model\":\"tiny\",\"prompt\":\"Hi\"}", HELLO, YOU, END);

        assertThat(answer.json().get("id").asText()).matches("cmpl-[0-9a-f]{32}");
        assertThat(withoutIdentity(answer.json()))
                .isEqualTo("{\"object\":\"text_completion\",\"model\":\"tiny\","
                        + "\"system_fingerprint\":\"mullama-1.2.3\",\"choices\":[{"
                        + "\"text\":\"Hello, \\\"you\\\"\\n\",\"index\":0,\"logprobs\":null,"
                        + "\"finish_reason\":\"stop\"}],\"usage\":" + USAGE + "}");
        assertThat(routes.engine().prompt(0)).isEqualTo("Hi");
    }

    @Test
    void anAnswerWithoutTextIsAStreamAllTheSame() throws Exception {
        List<JsonNode> events = events(routes.ask(CHAT, "{\"model\":\"tiny\",\"stream\":true," + HI + "}", END));

        assertThat(events).hasSize(2);
        assertThat(events.get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(events.get(1).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void theDialectHasDefaultsOfItsOwn() throws Exception {
        routes.ask(CHAT, "{\"model\":\"tiny\"," + HI + "}", END);
        assertThat(routes.request().maxTokens()).isEqualTo(-1);
        assertThat(routes.request().sampling().temperature().value()).isEqualTo(1);
        assertThat(routes.request().sampling().truncation().topP()).isEqualTo(1);

        routes.ask(TEXT, "{\"model\":\"tiny\",\"prompt\":\"Hi\"}", END);
        assertThat(routes.engine().request(1).maxTokens()).isEqualTo(16);
    }

    @Test
    void whatTheRequestAsksForReachesTheEngine() throws Exception {
        routes.ask(
                CHAT,
                "{\"model\":\"big\"," + HI + ",\"max_completion_tokens\":7,\"stop\":\"x\",\"temperature\":0,"
                        + "\"top_p\":0.5,\"seed\":42}",
                END);

        assertThat(routes.request().maxTokens()).isEqualTo(7);
        assertThat(routes.request().stop()).containsExactly("x");
        assertThat(routes.request().sampling().temperature().value()).isZero();
        assertThat(routes.request().sampling().truncation().topP()).isEqualTo(0.5);
        assertThat(routes.request().sampling().truncation().topK()).isEqualTo(20);
        assertThat(routes.request().sampling().seed()).hasValue(42);
    }

    @Test
    void aPromptOfTokensIsTakenAsItIs() throws Exception {
        routes.fixture.write("worded", new GgufBuilder().strings("tokenizer.ggml.tokens", List.of("a", "b", "c")));

        routes.ask(TEXT, "{\"model\":\"worded\",\"prompt\":[2,0,1]}", END);

        assertThat(routes.request().prompt()).containsExactly(2, 0, 1);
    }

    @Test
    void aTokenThatTheModelDoesNotKnowIsRefused() throws Exception {
        routes.fixture.write("worded", new GgufBuilder().strings("tokenizer.ggml.tokens", List.of("a", "b", "c")));

        HttpProbe.Answer answer = routes.probe().post(TEXT, "{\"model\":\"worded\",\"prompt\":[2,3]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"error\":{\"message\":\"'prompt' holds the token 3, and the ids of worded end at 2\","
                        + "\"type\":\"invalid_request_error\",\"param\":\"prompt\",\"code\":null}}");
    }

    @Test
    void fieldsThatAreNotKnownAreNamedAtTheEnd() throws Exception {
        String body = "{\"model\":\"tiny\",\"mood\":\"good\",\"stream\":%s," + HI + "}";
        String warnings = "[\"'mood' is not known and was ignored\"]";

        JsonNode whole = routes.ask(CHAT, String.format(body, false), END).json();

        assertThat(whole.get("warnings")).hasToString(warnings);
        List<JsonNode> events = events(routes.ask(CHAT, String.format(body, true), HELLO, END));
        assertThat(events.get(1).has("warnings")).isFalse();
        assertThat(events.get(2).get("warnings")).hasToString(warnings);
    }

    @Test
    void aContextThatIsSmallerThanAskedForIsTold() throws Exception {
        JsonNode json = routes.ask(CHAT, "{\"model\":\"big\",\"num_ctx\":8192," + HI + "}", END)
                .json();
        HttpProbe.Answer wrong = routes.probe().post(CHAT, "{\"model\":\"tiny\",\"num_ctx\":0," + HI + "}");

        assertThat(json.get("warnings"))
                .hasToString("[\"'num_ctx' asks for 8192 tokens, and the context of big has room for 512\"]");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().at("/error/param").asText()).isEqualTo("num_ctx");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anErrorBeforeTheFirstTextHasItsStatus(boolean stream) throws Exception {
        HttpProbe.Answer answer = routes.ask(CHAT, "{\"model\":\"tiny\",\"stream\":" + stream + "," + HI + "}", BROKEN);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.head()).contains("Content-Type: application/json");
        assertThat(answer.body())
                .isEqualTo("{\"error\":{\"message\":\"decoding failed\",\"type\":\"server_error\",\"param\":null,"
                        + "\"code\":\"inference_failed\"}}");
    }

    @Test
    void anErrorAmidTheTextIsTheLastEvent() throws Exception {
        HttpProbe.Answer answer =
                routes.ask(TEXT, "{\"model\":\"tiny\",\"stream\":true,\"prompt\":\"Hi\"}", HELLO, BROKEN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .endsWith("\n\ndata: {\"error\":{\"message\":\"decoding failed\",\"type\":\"server_error\","
                        + "\"param\":null,\"code\":\"inference_failed\"}}\n\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "null",
            value = {
                "{'model':'none','prompt':'x'} | 404 | null   | model_not_found",
                "{'model':'tiny'}              | 400 | prompt | null",
                "{'prompt':'x'}                | 400 | model  | model_required",
                "{'prompt':'x','n':0}          | 400 | n      | null",
                "not json                      | 400 | body   | null",
            })
    void aRequestThatCannotBeServedIsAnErrorInTheDialectsWords(String body, int status, String param, String code)
            throws Exception {
        HttpProbe.Answer answer = routes.probe().post(TEXT, body.replace('\'', '"'));
        JsonNode error = answer.json().get("error");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(error.get("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.get("param").textValue()).isEqualTo(param);
        assertThat(error.get("code").textValue()).isEqualTo(code);
        assertThat(error.get("message").asText()).isNotBlank().doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatGoesAwayEndsTheRequest(boolean stream) throws Exception {
        SocketChannel client =
                routes.probe().send("POST", CHAT, "{\"model\":\"tiny\",\"stream\":" + stream + "," + HI + "}");
        routes.awaitGeneration(0).emit(HELLO);
        assertThat(routes.activity.active()).isEqualTo(1);

        client.close();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> routes.activity.active() == 0);
        assertThat(routes.fixture.registry.loaded().get(0).users()).isZero();
    }

    private static GenerationEvent end(FinishReason reason) {
        return new GenerationEvent.Finished(reason, new Usage(8, 3, 2, Duration.ofMillis(5)));
    }

    /** The events of a stream, which must end as OpenAI's do. */
    private static List<JsonNode> events(HttpProbe.Answer answer) throws IOException {
        List<String> blocks = List.of(answer.body().split("\n\n"));
        assertThat(answer.body()).endsWith("\n\n");
        assertThat(blocks).last().isEqualTo("data: [DONE]");
        List<JsonNode> events = new ArrayList<>();
        for (String block : blocks.subList(0, blocks.size() - 1)) {
            assertThat(block).startsWith("data: {").doesNotContain("\n");
            events.add(new JsonMapper().readTree(block.substring("data: ".length())));
        }
        return events;
    }

    private static String withoutIdentity(JsonNode json) {
        return json.toString().replaceFirst("\"id\":\"[^\"]+\",", "").replaceFirst("\"created\":\\d+,", "");
    }
}
