package io.mullama.server.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.HttpProbe;
import io.mullama.config.Setting;
import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.SamplingOptions;
import io.mullama.engine.TokenProbability;
import io.mullama.engine.Usage;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponsesRoutesTest {
    private static final String PATH = "/v1/responses";
    private static final String TOOLS = "'tools':[{'type':'function','name':'add'}]";

    private static final String ANN = "key-of-ann-0123456789";
    private static final String BOB = "key-of-bob-0123456789";

    private static final GenerationEvent HELLO = new GenerationEvent.Piece("Hello");
    private static final GenerationEvent END = end(FinishReason.STOP);
    private static final GenerationEvent BROKEN =
            new GenerationEvent.Failed(new MullamaException(ErrorCode.INFERENCE_FAILED, "decoding failed"));
    private static final GenerationEvent CALL =
            new GenerationEvent.Piece("<tool_call>{\"name\": \"add\", \"arguments\": {\"a\": 1}}</tool_call>");

    @SuppressWarnings("NullAway.Init")
    private ServedRoutes routes;

    @BeforeEach
    void serve() throws IOException {
        routes = new ServedRoutes(Map.of());
        routes.use("tiny");
        routes.engine().widen(8192);
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @Test
    void aTextIsAnsweredAsAWhole() throws Exception {
        HttpProbe.Answer answer = ask("'input':'Hi'", HELLO, END);
        JsonNode json = answer.json();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head()).contains("Content-Type: application/json");
        assertThat(json.get("id").asText()).matches("resp_[0-9a-f]{48}");
        assertThat(json.get("created_at").asLong()).isGreaterThan(1_700_000_000L);
        assertThat(json.get("completed_at").asLong())
                .isGreaterThanOrEqualTo(json.get("created_at").asLong());
        assertThat(json.at("/output/0/id").asText()).matches("msg_[0-9a-f]{48}");
        assertThat(json.toString()
                        .replaceAll("_[0-9a-f]{48}", "")
                        .replaceAll("(created|completed)_at\":[0-9]+", "$1_at\":5")
                        .replace('"', '\''))
                .isEqualTo("{'id':'resp','object':'response','created_at':5,'status':'completed','completed_at':5,"
                        + "'error':null,'incomplete_details':null,'model':'tiny','output':[{'id':'msg','type':"
                        + "'message','status':'completed','content':[{'type':'output_text','annotations':[],"
                        + "'logprobs':[],'text':'Hello'}],'role':'assistant'}],'usage':{'input_tokens':8,"
                        + "'input_tokens_details':{'cached_tokens':3,'cache_write_tokens':0},'output_tokens':2,"
                        + "'output_tokens_details':{'reasoning_tokens':0},'total_tokens':10},'background':false,"
                        + "'instructions':null,'max_output_tokens':null,'max_tool_calls':null,"
                        + "'previous_response_id':null,'prompt_cache_key':null,'safety_identifier':null,"
                        + "'temperature':null,'top_p':null,'user':null,'metadata':{},'parallel_tool_calls':true,"
                        + "'reasoning':{'effort':null,'summary':null},'service_tier':'default','store':true,"
                        + "'text':{'format':{'type':'text'},'verbosity':'medium'},'tool_choice':'auto','tools':[],"
                        + "'top_logprobs':0,'truncation':'disabled'}");
    }

    @Test
    void aTextIsAnsweredByEvents() throws Exception {
        HttpProbe.Answer answer = ask("'input':'Hi','stream':true,'mood':'good'", HELLO, END);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head()).contains("Content-Type: text/event-stream").contains("Cache-Control: no-cache");
        assertThat(answer.body())
                .startsWith("event: response.created\ndata: {\"type\":\"response.created\",\"response\":{")
                .contains("event: response.output_text.delta\n")
                .contains("\"warnings\":[\"'mood' is not known and was ignored\"]},\"sequence_number\":8}\n\n")
                .doesNotContain("[DONE]");
    }

    @Test
    void theDialectHasDefaultsOfItsOwn() throws Exception {
        ask("'input':'Hi'", END);
        ask("'input':'Hi','max_output_tokens':7,'temperature':0.5,'top_logprobs':2", END);

        assertThat(routes.request().maxTokens()).isEqualTo(-1);
        assertThat(routes.request().sampling().temperature().value()).isEqualTo(1);
        assertThat(routes.engine().request(1).maxTokens()).isEqualTo(7);
        assertThat(routes.engine().request(1).sampling().temperature().value()).isEqualTo(0.5);
        assertThat(routes.engine().request(1).sampling().reporting())
                .isEqualTo(new SamplingOptions.Reporting(2, false));
    }

    @Test
    void probabilitiesAreToldOfAWholeTextToo() throws Exception {
        TokenProbability.Candidate token =
                new TokenProbability.Candidate(3, "Hello".getBytes(StandardCharsets.UTF_8), -0.5);
        GenerationEvent.Piece scored =
                new GenerationEvent.Piece("Hello", List.of(new TokenProbability(token, List.of())));

        JsonNode json = ask("'input':'Hi','include':['message.output_text.logprobs']", scored, END)
                .json();

        assertThat(json.at("/output/0/content/0/logprobs"))
                .hasToString("[{\"token\":\"Hello\",\"logprob\":-0.5,\"bytes\":[72,101,108,108,111],"
                        + "\"top_logprobs\":[]}]");
    }

    @Test
    void aConversationGoesOnFromAnEarlierResponse() throws Exception {
        String first = id(ask("'input':'One','instructions':'Be brief.'", HELLO, END));
        String second = id(ask("'input':'Two','previous_response_id':'" + first + "'", HELLO, END));
        ask("'input':'Three','instructions':'Be long.','previous_response_id':'" + second + "'", HELLO, END);

        assertThat(routes.engine().prompt(0)).contains("Be brief.").contains("One");
        assertThat(routes.engine().prompt(1)).doesNotContain("Be brief.").containsSubsequence("One", "Hello", "Two");
        assertThat(routes.engine().prompt(2)).containsSubsequence("Be long.", "One", "Hello", "Two", "Hello", "Three");
    }

    @Test
    void aCallIsAnsweredInTheNextRequest() throws Exception {
        HttpProbe.Answer answer = ask("'input':'Add',{T}", CALL, END);
        JsonNode call = answer.json().at("/output/0");
        ask(
                "'previous_response_id':'" + id(answer) + "','input':[{'type':'function_call_output','call_id':'"
                        + call.get("call_id").asText() + "','output':'forty-two'}],{T}",
                HELLO,
                END);

        assertThat(call.get("type").asText()).isEqualTo("function_call");
        assertThat(call.get("id").asText()).matches("fc_[0-9a-f]{48}");
        assertThat(call.get("arguments").asText()).isEqualTo("{\"a\": 1}");
        assertThat(routes.engine().prompt(1)).containsSubsequence("Add", "add", "forty-two");
    }

    @Test
    void itemsCanBeReferredTo() throws Exception {
        String item = ask("'input':'Hi'", new GenerationEvent.Piece("Remember"), END)
                .json()
                .at("/output/0/id")
                .asText();
        ask("'input':[{'type':'item_reference','id':'" + item + "'},{'role':'user','content':'Go on'}]", HELLO, END);

        assertThat(routes.engine().prompt(1)).containsSubsequence("Remember", "Go on");
        assertRefused(
                post("'input':[{'type':'item_reference','id':'msg_1'}]"),
                400,
                "input",
                null,
                "Item with id 'msg_1' not found; it may have been deleted or forgotten, or made before the daemon was"
                        + " started; send the conversation as 'input'");
    }

    @Test
    void aResponseIsKeptUntilItIsDeleted() throws Exception {
        HttpProbe.Answer answer = ask("'input':'Hi'", HELLO, END);
        String path = PATH + "/" + id(answer);

        assertThat(routes.get(path).json()).isEqualTo(answer.json());
        assertThat(routes.delete(path).body())
                .isEqualTo("{\"id\":\"" + id(answer) + "\",\"object\":\"response\",\"deleted\":true}");
        assertRefused(routes.get(path), 404, null, "not_found", "Response with id '" + id(answer) + "' not found");
        assertThat(routes.delete(path).status()).isEqualTo(404);
        assertRefused(
                post("'input':'Hi','previous_response_id':'" + id(answer) + "'"),
                400,
                "previous_response_id",
                "previous_response_not_found",
                "Previous response with id '" + id(answer) + "' not found; it may have been deleted or forgotten, or"
                        + " made before the daemon was started; send the conversation as 'input'");
    }

    @Test
    void aResponseIsItsKeysAlone() throws Exception {
        try (ServedRoutes keyed = new ServedRoutes(Map.of(Setting.API_KEYS, "ann=" + ANN + ",bob=" + BOB))) {
            keyed.use("tiny");
            keyed.engine().widen(8192);
            CompletableFuture<HttpProbe.Answer> asked =
                    CompletableFuture.supplyAsync(() -> as(keyed, ANN, "POST", PATH));
            Generation generation = keyed.awaitGeneration(0);
            generation.emit(HELLO);
            generation.emit(END);
            String path = PATH + "/" + id(ServedRoutes.get(asked));

            assertThat(as(keyed, BOB, "GET", path).status()).isEqualTo(404);
            assertThat(as(keyed, BOB, "DELETE", path).status()).isEqualTo(404);
            assertThat(keyed.get(path).status()).isEqualTo(404);
            assertThat(as(keyed, ANN, "GET", path).status()).isEqualTo(200);
        }
    }

    @Test
    void aStreamedResponseIsKeptAsItEnded() throws Exception {
        String body = ask("'input':'Hi','stream':true", HELLO, end(FinishReason.LENGTH))
                .body();
        String id = body.replaceFirst("(?s).*?\"id\":\"(resp_[0-9a-f]{48})\".*", "$1");

        assertThat(routes.get(PATH + "/" + id).json().get("status").asText()).isEqualTo("incomplete");
    }

    @Test
    void whatIsNotToBeStoredIsNot() throws Exception {
        String id = id(ask("'input':'Hi','store':false", HELLO, END));

        assertThat(routes.get(PATH + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void theInputOfAResponseIsListedInPages() throws Exception {
        String path = PATH + "/"
                + id(ask(
                        "'input':[{'role':'user','content':'One'},{'role':'assistant','content':'Two'},"
                                + "{'role':'user','content':'Three'}]",
                        HELLO,
                        END))
                + "/input_items";
        JsonNode all = routes.get(path).json();
        JsonNode first = routes.get(path + "?order=asc&limit=2").json();
        JsonNode rest = routes.get(path + "?order=asc&limit=2&after="
                        + first.get("last_id").asText())
                .json();

        assertThat(all.get("data").findValuesAsText("text")).containsExactly("Three", "Two", "One");
        assertThat(all.get("has_more").asBoolean()).isFalse();
        assertThat(all.get("first_id")).isEqualTo(all.at("/data/0/id"));
        assertThat(first.get("data").findValuesAsText("text")).containsExactly("One", "Two");
        assertThat(first.get("has_more").asBoolean()).isTrue();
        assertThat(rest.get("data").findValuesAsText("text")).containsExactly("Three");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "limit=0   | limit | 'limit' must be between 1 and 100, not \"0\"",
                "limit=101 | limit | 'limit' must be between 1 and 100, not \"101\"",
                "limit=x   | limit | 'limit' must be between 1 and 100, not \"x\"",
                "order=up  | order | 'order' must be asc or desc, not \"up\"",
                "after=x   | after | 'after' names the item \"x\", which the response has not",
            })
    void aPageThatCannotBeIsRefused(String query, String param, String message) throws Exception {
        String path = PATH + "/" + id(ask("'input':'Hi'", HELLO, END)) + "/input_items";

        assertRefused(routes.get(path + "?" + query), 400, param, null, message);
    }

    @Test
    void whatIsOnlyForTheBackgroundIsRefused() throws Exception {
        String id = id(ask("'input':'Hi'", HELLO, END));

        assertRefused(
                routes.send(PATH + "/" + id + "/cancel", ""),
                400,
                "response_id",
                null,
                "Cannot cancel the response '" + id + "': it was not made in the background; close the connection of a"
                        + " response that is under way");
        assertRefused(
                routes.get(PATH + "/" + id + "?stream=true"),
                400,
                "stream",
                null,
                "'stream' is for responses in the background, of which there are none");
        assertThat(routes.send(PATH + "/resp_1/cancel", "").status()).isEqualTo(404);
    }

    @Test
    void nothingIsCompacted() throws Exception {
        assertRefused(
                routes.send(PATH + "/compact", "{'model':'tiny','input':'Hi'}"),
                400,
                "input",
                null,
                "conversations are not compacted here; ask for \"truncation\": \"auto\", which leaves out the oldest"
                        + " turns where there is no room for all");
    }

    @Test
    void theTokensOfAnInputAreCounted() throws Exception {
        JsonNode json = routes.send(PATH + "/input_tokens", "{'model':'tiny','input':'Hi','mood':'good'}")
                .json();

        assertThat(json.get("object").asText()).isEqualTo("response.input_tokens");
        assertThat(json.get("input_tokens").asInt()).isPositive();
        assertThat(json.get("warnings")).hasToString("[\"'mood' is not known and was ignored\"]");
    }

    @Test
    void whatIsNotDoneIsSaidInTheAnswer() throws Exception {
        JsonNode json = ask("'input':'Hi','mood':'good','tools':[{'type':'web_search'}]", HELLO, END)
                .json();

        assertThat(json.get("warnings"))
                .hasToString("[\"tools of type web_search are OpenAI's own and were left out\","
                        + "\"'mood' is not known and was ignored\"]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anErrorBeforeTheFirstTextHasItsStatus(boolean stream) throws Exception {
        HttpProbe.Answer answer = ask("'input':'Hi','stream':" + stream, BROKEN);

        assertThat(answer.head()).contains("Content-Type: application/json");
        assertRefused(answer, 500, null, "inference_failed", "decoding failed");
    }

    @Test
    void anErrorAmidTheTextIsTheLastEvent() throws Exception {
        String body = ask("'input':'Hi','stream':true", HELLO, BROKEN).body();

        assertThat(body.substring(body.lastIndexOf("event: ")))
                .startsWith("event: response.failed\n")
                .contains("\"error\":{\"code\":\"server_error\",\"message\":\"decoding failed\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "null",
            value = {
                "{'model':'none','input':'x'}   | 404 | null  | model_not_found",
                "{'model':'tiny'}               | 400 | input | null",
                "{'model':'tiny','input':[5]}   | 400 | input[0] | null",
                "not json                       | 400 | body  | null",
            })
    void aRequestThatCannotBeServedIsAnErrorInTheDialectsWords(String body, int status, String param, String code)
            throws Exception {
        HttpProbe.Answer answer = routes.send(PATH, body);
        JsonNode error = answer.json().get("error");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.head()).contains("x-request-id: req_");
        assertThat(error.get("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.get("param").textValue()).isEqualTo(param);
        assertThat(error.get("code").textValue()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatGoesAwayEndsTheRequest(boolean stream) throws Exception {
        SocketChannel client =
                routes.probe().send("POST", PATH, "{\"model\":\"tiny\",\"stream\":" + stream + ",\"input\":\"Hi\"}");
        routes.awaitGeneration(0).emit(HELLO);

        client.close();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> routes.activity.active() == 0);
        assertThat(routes.fixture.registry.loaded().get(0).users()).isZero();
    }

    @Test
    void everyAnswerHasAnIdOfTheRequest() throws Exception {
        HttpProbe.Answer made = ask("'input':'Hi'", HELLO, END);
        String path = PATH + "/" + id(made);

        assertThat(List.of(
                        made,
                        routes.send(PATH + "/input_tokens", body("'input':'Hi'")),
                        routes.get(path),
                        routes.get(path + "/input_items"),
                        routes.probe().exchange("DELETE", path, "")))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.head()).containsPattern("x-request-id: req_[0-9a-f]{32}");
                });
    }

    /** Sends a request with a key. */
    private static HttpProbe.Answer as(ServedRoutes keyed, String key, String method, String path) {
        try {
            String body = method.equals("POST") ? body("'input':'Hi'") : "";
            return keyed.probe().with("Authorization", "Bearer " + key).exchange(method, path, body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HttpProbe.Answer ask(String fields, GenerationEvent... events) throws Exception {
        return routes.ask(PATH, body(fields), events);
    }

    private HttpProbe.Answer post(String fields) throws IOException {
        return routes.send(PATH, body(fields));
    }

    private static String body(String fields) {
        return ("{'model':'tiny'," + fields.replace("{T}", TOOLS) + "}").replace('\'', '"');
    }

    private static String id(HttpProbe.Answer answer) throws IOException {
        return answer.json().get("id").asText();
    }

    private static void assertRefused(
            HttpProbe.Answer answer, int status, @Nullable String param, @Nullable String code, String message)
            throws IOException {
        JsonNode error = answer.json().get("error");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(error.get("message").asText()).isEqualTo(message);
        assertThat(error.get("param").textValue()).isEqualTo(param);
        assertThat(error.get("code").textValue()).isEqualTo(code);
    }

    private static GenerationEvent end(FinishReason reason) {
        return new GenerationEvent.Finished(reason, new Usage(8, 3, 2, Duration.ofMillis(5)));
    }
}
