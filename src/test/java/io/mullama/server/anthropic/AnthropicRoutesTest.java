package io.mullama.server.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.HttpProbe;
import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Usage;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.ServedRoutes;
import io.mullama.server.answer.LiveAnswer;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnthropicRoutesTest {
    private static final String MESSAGES = "/v1/messages";
    private static final String COUNT = "/v1/messages/count_tokens";
    private static final String HI = "'model':'tiny','max_tokens':64,'messages':[{'role':'user','content':'Hi'}]";
    private static final String TOOLS = ",'tools':[{'name':'add','input_schema':{'type':'object'}}]";
    private static final GenerationEvent HELLO = new GenerationEvent.Piece("Hello");
    private static final GenerationEvent CALL =
            new GenerationEvent.Piece("<tool_call>{\"name\": \"add\", \"arguments\": {\"a\": 1}}</tool_call>");
    private static final GenerationEvent END = end(FinishReason.STOP, null);
    private static final GenerationEvent BROKEN =
            new GenerationEvent.Failed(new MullamaException(ErrorCode.INFERENCE_FAILED, "decoding failed"));

    private ServedRoutes routes;

    @BeforeEach
    void serve() throws IOException {
        routes = new ServedRoutes();
        routes.use("tiny");
        routes.engine().widen(8192);
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @Test
    void aMessageIsAnsweredAsAWhole() throws Exception {
        HttpProbe.Answer answer = ask(MESSAGES + "?beta=true", "{" + HI + "}", HELLO, END);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head()).containsPattern("(?i)request-id: req_[0-9a-f]{32}");
        assertThat(answer.json().get("id").asText()).matches("msg_[0-9a-f]{32}");
        assertThat(withoutId(answer.json()))
                .isEqualTo("{\"type\":\"message\",\"role\":\"assistant\",\"model\":\"tiny\",\"content\":[{"
                        + "\"type\":\"text\",\"text\":\"Hello\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
                        + "\"usage\":{\"input_tokens\":5,\"cache_creation_input_tokens\":0,"
                        + "\"cache_read_input_tokens\":3,\"output_tokens\":2,\"service_tier\":\"standard\"}}");
    }

    @Test
    void aMessageIsAnsweredByEventsInOrder() throws Exception {
        HttpProbe.Answer answer = ask(MESSAGES, "{'stream':true," + HI + "}", HELLO, END);

        assertThat(answer.head()).contains("Content-Type: text/event-stream");
        assertThat(names(answer))
                .containsExactly(
                        "message_start",
                        "ping",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
    }

    @Test
    void aStreamBeginsWithTheSizeOfThePrompt() throws Exception {
        int tokens =
                routes.send(COUNT, "{" + HI + "}").json().get("input_tokens").asInt();
        HttpProbe.Answer answer = ask(MESSAGES, "{'stream':true," + HI + "}", HELLO, END);

        assertThat(tokens).isPositive();
        assertThat(routes.request().prompt()).hasSize(tokens);
        assertThat(answer.body()).contains("\"usage\":{\"input_tokens\":" + tokens + ",");
    }

    @Test
    void aCountTakesToolsAndSystemIntoAccount() throws Exception {
        String body = "{" + HI + ",'system':'Be brief.'" + TOOLS + "}";
        int plain =
                routes.send(COUNT, "{" + HI + "}").json().get("input_tokens").asInt();
        int tokens = routes.send(COUNT, body).json().get("input_tokens").asInt();
        ask(MESSAGES, body, HELLO, END);

        assertThat(tokens).isGreaterThan(plain);
        assertThat(routes.request().prompt()).hasSize(tokens);
    }

    @Test
    void aToolIsUsed() throws Exception {
        JsonNode answer =
                ask(MESSAGES, "{" + HI + TOOLS + "}", HELLO, CALL, END).json();

        assertThat(answer.get("stop_reason").asText()).isEqualTo("tool_use");
        assertThat(answer.at("/content/0/text").asText()).isEqualTo("Hello");
        assertThat(answer.at("/content/1/id").asText()).startsWith("toolu_");
        assertThat(answer.at("/content/1/name").asText()).isEqualTo("add");
        assertThat(answer.at("/content/1/input")).hasToString("{\"a\":1}");
    }

    @Test
    void aCallThatIsCutOffHasNoInput() throws Exception {
        JsonNode answer = ask(
                        MESSAGES,
                        "{'model':'tiny','max_tokens':2,'messages':[{'role':'user','content':'Hi'}]" + TOOLS + "}",
                        new GenerationEvent.Piece("<tool_call>{\"name\": \"add\", \"arguments\": {\"a\": \"x"),
                        end(FinishReason.LENGTH, null))
                .json();

        assertThat(answer.get("stop_reason").asText()).isEqualTo("max_tokens");
        assertThat(answer.get("content")).hasSize(1);
        assertThat(answer.at("/content/0/type").asText()).isEqualTo("tool_use");
        assertThat(answer.at("/content/0/name").asText()).isEqualTo("add");
        assertThat(answer.at("/content/0/input")).hasToString("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<tool_c", "<tool_call>", "<tool_call>\n{\"name\": \"ad"})
    void aCallWithoutANameIsNoContent(String begun) throws Exception {
        GenerationEvent cut = end(FinishReason.LENGTH, null);
        JsonNode whole = ask(MESSAGES, "{" + HI + TOOLS + "}", new GenerationEvent.Piece("Well.\n" + begun), cut)
                .json();
        HttpProbe.Answer stream =
                ask(MESSAGES, "{'stream':true," + HI + TOOLS + "}", new GenerationEvent.Piece("Well.\n" + begun), cut);

        assertThat(whole.get("content")).hasToString("[{\"type\":\"text\",\"text\":\"Well.\"}]");
        assertThat(stream.body())
                .contains("\"text\":\"Well.\"")
                .doesNotContain("<tool")
                .doesNotContain("\\\"name");
    }

    @Test
    void aCountNamesWhatItLeavesOut() throws Exception {
        String body = "{" + HI + ",'mood':'good','cache_prompt':true,'tools':[{'type':'web_search_20250305',"
                + "'name':'web_search','max_uses':3}]}";

        JsonNode answer = routes.send(COUNT, body).json();

        assertThat(answer.get("input_tokens").asInt()).isPositive();
        assertThat(answer.get("warnings"))
                .hasToString(
                        "[\"'mood' is not known and was ignored\",\"'tools[0].type' is"
                                + " \\\"web_search_20250305\\\", a tool that only Anthropic's servers run, and was left out\"]");
    }

    @Test
    void theStopSequenceThatCameIsTold() throws Exception {
        JsonNode answer = ask(MESSAGES, "{" + HI + ",'stop_sequences':['END']}", HELLO, end(FinishReason.STOP, "END"))
                .json();

        assertThat(routes.request().stop()).containsExactly("END");
        assertThat(answer.get("stop_reason").asText()).isEqualTo("stop_sequence");
        assertThat(answer.get("stop_sequence").asText()).isEqualTo("END");
    }

    @Test
    void anAnswerThatHasBegunGoesOn() throws Exception {
        ask(
                MESSAGES,
                "{'model':'tiny','max_tokens':9,'messages':[{'role':'user','content':'Hi'},"
                        + "{'role':'assistant','content':'The answer is ('}]}",
                HELLO,
                END);

        assertThat(routes.engine().prompt(0)).endsWith("assistant\nThe answer is (");
    }

    @Test
    void theDialectHasDefaultsOfItsOwn() throws Exception {
        ask(MESSAGES, "{" + HI + "}", END);

        assertThat(routes.request().maxTokens()).isEqualTo(64);
        assertThat(routes.request().sampling().temperature().value()).isEqualTo(1);
        assertThat(routes.request().sampling().truncation().topP()).isEqualTo(1);
    }

    @Test
    void whatIsNotDoneIsSaid() throws Exception {
        String body = "{" + HI + ",'mood':'good','tools':[{'type':'web_search_20250305','name':'web_search'}]}";

        assertThat(ask(MESSAGES, body, HELLO, END).json().get("warnings"))
                .hasToString(
                        "[\"'mood' is not known and was ignored\",\"'tools[0].type' is \\\"web_search_20250305\\\", a"
                                + " tool that only Anthropic's servers run, and was left out\"]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anErrorBeforeTheFirstTextHasItsStatus(boolean stream) throws Exception {
        HttpProbe.Answer answer = ask(MESSAGES, "{" + HI + ",'stream':" + stream + "}", BROKEN);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().get("error")).hasToString("{\"type\":\"api_error\",\"message\":\"decoding failed\"}");
        assertThat(answer.head()).contains(answer.json().get("request_id").asText());
    }

    @Test
    void aStreamOnWhichNothingHappensIsKeptOpenByPings() throws Exception {
        String body = ("{" + HI + ",'stream':true}").replace('\'', '"');
        try (LiveAnswer answer = LiveAnswer.of(routes.probe(), MESSAGES, body)) {
            Generation generation = routes.awaitGeneration(0);
            answer.until("event: ping");
            generation.emit(BROKEN);

            assertThat(answer.rest()).contains("event: message_start").contains("event: error");
        }
    }

    @Test
    void anErrorAmidTheTextIsTheLastEvent() throws Exception {
        HttpProbe.Answer answer = ask(MESSAGES, "{" + HI + ",'stream':true}", HELLO, BROKEN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(names(answer)).endsWith("content_block_delta", "error");
    }

    @Test
    void aDaemonWithTooMuchToDoSaysSoWithAnthropicsStatus() throws Exception {
        routes.engine().bound(0);
        HttpProbe.Answer answer = routes.send(MESSAGES, "{" + HI + "}");

        assertThat(answer.status()).isEqualTo(529);
        assertThat(answer.head()).contains("Retry-After: 1");
        assertThat(answer.json().at("/error/type").asText()).isEqualTo("overloaded_error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'model':'none','max_tokens':1,'messages':[{'role':'user','content':'Hi'}]} | 404 | not_found_error",
                "{'model':'tiny','messages':[{'role':'user','content':'Hi'}]} | 400 | invalid_request_error",
                "not json | 400 | invalid_request_error",
            })
    void aRequestThatCannotBeServedIsAnErrorInTheDialectsWords(String body, int status, String type) throws Exception {
        HttpProbe.Answer answer = routes.send(MESSAGES, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("type").asText()).isEqualTo("error");
        assertThat(answer.json().at("/error/type").asText()).isEqualTo(type);
        assertThat(answer.json().at("/error/message").asText()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void modelsAreListedByTheHeader() throws Exception {
        JsonNode list = models("/v1/models").json();
        JsonNode tiny = models("/v1/models/tiny").json();

        assertThat(list.get("data").findValuesAsText("id")).containsExactlyInAnyOrder("tiny", "big");
        assertThat(list.get("has_more").asBoolean()).isFalse();
        assertThat(list.get("first_id")).isEqualTo(list.at("/data/0/id"));
        assertThat(list.get("last_id")).isEqualTo(list.at("/data/1/id"));
        assertThat(list.get("data")).contains(tiny);
        assertThat(tiny.get("type").asText()).isEqualTo("model");
        assertThat(tiny.get("created_at").asText()).startsWith("20").endsWith("Z");
        assertThat(tiny.get("max_input_tokens").asInt()).isPositive();
        assertThat(tiny.at("/capabilities/image_input/supported").asBoolean()).isFalse();
        assertThat(routes.get("/v1/models").json().get("object").asText()).isEqualTo("list");
    }

    @Test
    void aModelThatIsNotThereIsNotFoundInTheHeadersWords() throws Exception {
        assertThat(models("/v1/models/none").json().at("/error/type").asText()).isEqualTo("not_found_error");
        assertThat(routes.get("/v1/models/none").json().at("/error/code").asText())
                .isEqualTo("model_not_found");
    }

    @Test
    void aListHasPages() throws Exception {
        JsonNode first = models("/v1/models?limit=1").json();
        String id = first.get("last_id").asText();
        JsonNode second = models("/v1/models?limit=1&after_id=" + id).json();
        String next = second.get("first_id").asText();
        JsonNode back = models("/v1/models?before_id=" + next).json();

        assertThat(first.get("data")).hasSize(1);
        assertThat(first.get("has_more").asBoolean()).isTrue();
        assertThat(second.get("data")).hasSize(1);
        assertThat(second.get("has_more").asBoolean()).isFalse();
        assertThat(next).isNotEqualTo(id);
        assertThat(back.get("first_id").asText()).isEqualTo(id);
        assertThat(models("/v1/models?after_id=" + next).json().get("first_id").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "limit=0 | 'limit' must be a number from 1 to 1000, not 0",
                "limit=x | 'limit' must be a number from 1 to 1000, not x",
                "after_id=x | 'after_id' names the model \"x\", which is not listed",
            })
    void aPageThatIsNoneIsRefused(String query, String problem) throws Exception {
        HttpProbe.Answer answer = models("/v1/models?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/message").asText()).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatGoesAwayEndsTheRequest(boolean stream) throws Exception {
        SocketChannel client =
                routes.probe().send("POST", MESSAGES, ("{" + HI + ",'stream':" + stream + "}").replace('\'', '"'));
        routes.awaitGeneration(0).emit(HELLO);
        assertThat(routes.activity.active()).isEqualTo(1);

        client.close();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> routes.activity.active() == 0);
    }

    private HttpProbe.Answer models(String path) throws IOException {
        return routes.probe().with("anthropic-version", "2023-06-01").get(path);
    }

    private HttpProbe.Answer ask(String path, String body, GenerationEvent... events) throws Exception {
        return routes.ask(path, body.replace('\'', '"'), events);
    }

    private static GenerationEvent end(FinishReason reason, @Nullable String stop) {
        return new GenerationEvent.Finished(reason, new Usage(8, 3, 2, Duration.ofMillis(5)), stop);
    }

    private static List<String> names(HttpProbe.Answer answer) {
        return answer.body()
                .lines()
                .filter(line -> line.startsWith("event: "))
                .map(line -> line.substring("event: ".length()))
                .toList();
    }

    private static String withoutId(JsonNode json) {
        ((ObjectNode) json).remove("id");
        return json.toString();
    }
}
