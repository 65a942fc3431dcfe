package io.mullama.server.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.HttpProbe;
import io.mullama.config.Setting;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Usage;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes that the contract and Ollama both have, with the fields of both, and in Ollama's place. */
final class SharedRoutesTest {
    private static final GenerationEvent HELLO = new GenerationEvent.Piece("Hello");
    private static final GenerationEvent END =
            new GenerationEvent.Finished(FinishReason.STOP, new Usage(8, 3, 2, Duration.ofMillis(5)));
    private static final GenerationEvent BROKEN =
            new GenerationEvent.Failed(new MullamaException(ErrorCode.INFERENCE_FAILED, "decoding failed"));
    private static final String HI = "\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    private ServedRoutes routes;
    private ServedRoutes ollama;

    @BeforeEach
    void serve() throws IOException {
        routes = new ServedRoutes();
        ollama = new ServedRoutes(Map.of(Setting.OLLAMA, "true"));
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
        ollama.close();
    }

    @Test
    void anAnswerHasTheFieldsOfBoth() throws Exception {
        JsonNode answer = routes.ask("/api/chat", "{" + HI + "}", HELLO, END).json();

        assertThat(answer.get("message").get("content").asText()).isEqualTo("Hello");
        assertThat(answer.get("done").asBoolean()).isTrue();
        assertThat(answer.get("done_reason").asText()).isEqualTo("stop");
        assertThat(answer.get("prompt_tokens").asInt()).isEqualTo(8);
        assertThat(answer.get("prompt_eval_count").asInt()).isEqualTo(8);
        assertThat(answer.get("completion_tokens").asInt()).isEqualTo(2);
        assertThat(answer.get("eval_count").asInt()).isEqualTo(2);
        assertThat(answer.get("prompt_eval_duration").asLong()).isEqualTo(5_000_000);
        assertThat(answer.get("total_duration").asLong() / 1_000_000)
                .isEqualTo(answer.get("total_duration_ms").asLong());
        assertThat(answer.has("load_duration")).isTrue();
        assertThat(answer.has("eval_duration")).isTrue();
        assertThat(Instant.parse(answer.get("created_at").asText())).isAfter(Instant.EPOCH);
    }

    @Test
    void optionsInTheirObjectCountWhereTheRequestItselfIsSilent() throws Exception {
        JsonNode answer = routes.ask(
                        "/api/chat",
                        "{" + HI + ",\"temperature\":0.25,\"options\":{\"temperature\":1.5,\"num_predict\":7,"
                                + "\"stop\":[\"x\"],\"num_gpu\":1,\"wombat\":2}}",
                        END)
                .json();

        assertThat(routes.request().maxTokens()).isEqualTo(7);
        assertThat(routes.request().stop()).isEqualTo(List.of("x"));
        assertThat(routes.request().sampling().temperature().value()).isEqualTo(0.25);
        assertThat(answer.get("warnings")).hasToString("[\"'options.wombat' is not known and was ignored\"]");
    }

    @Test
    void inOllamasPlaceAnswersAreStreamedAndAsLongAsTheyBecome() throws Exception {
        HttpProbe.Answer answer = ollama.ask("/api/chat", "{" + HI + "}", HELLO, END);

        assertThat(answer.head()).contains("Content-Type: application/x-ndjson");
        assertThat(answer.lines()).hasSize(2);
        assertThat(answer.lines().get(0).get("done").asBoolean()).isFalse();
        assertThat(ollama.request().maxTokens()).isEqualTo(-1);
        assertThat(ollama.request().sampling().temperature().value()).isEqualTo(0.8);
        assertThat(ollama.request().sampling().truncation().minP()).isZero();
        assertThat(routes.ask("/api/chat", "{" + HI + "}", HELLO, END).lines()).hasSize(1);
        assertThat(routes.request().maxTokens()).isEqualTo(512);
    }

    @Test
    void inOllamasPlaceAnErrorIsOneText() throws Exception {
        assertThat(ollama.send("/api/chat", "{'model':'nope','messages':[{'role':'user','content':'Hi'}]}"))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(404))
                .satisfies(answer -> assertThat(answer.body()).isEqualTo("{\"error\":\"model 'nope' not found\"}"));
        assertThat(ollama.send("/api/show", "{}").body()).isEqualTo("{\"error\":\"model is required\"}");
        assertThat(ollama.send("/api/embeddings", "{'model':'tiny'}").body())
                .isEqualTo("{\"error\":\"'input' is missing\"}");
        assertThat(ollama.ask("/api/generate", "{\"model\":\"tiny\",\"prompt\":\"Hi\"}", HELLO, BROKEN)
                        .lines()
                        .get(1))
                .hasToString("{\"error\":\"decoding failed\"}");
    }

    @Test
    void mullamasOwnCommandsFindTheContractOnTheSocketEverywhere() throws IOException {
        HttpProbe.Answer answer = ollama.unix().post("/api/chat", "{\"model\":\"nope\",\"messages\":[]}");

        assertThat(answer.json().get("error").get("code").asText()).isEqualTo("model_not_found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/generate | {'model':'tiny','prompt':''}                  | load",
                "/api/generate | {'model':'tiny','prompt':'','keep_alive':'5m'}| load",
                "/api/generate | {'model':'tiny','prompt':'','keep_alive':0}   | unload",
                "/api/chat     | {'model':'tiny','messages':[]}                | load",
                "/api/chat     | {'model':'tiny','messages':[],'keep_alive':'0s'} | unload"
            })
    void aRequestForNothingLoadsOrUnloads(String path, String body, String reason) throws IOException {
        routes.use("tiny");

        JsonNode answer = routes.send(path, body).json();

        assertThat(answer.get("done").asBoolean()).isTrue();
        assertThat(answer.get("done_reason").asText()).isEqualTo(reason);
        assertThat(answer.get("model").asText()).isEqualTo("tiny");
        assertThat(routes.get("/api/ps").json().get("models")).hasSize(reason.equals("load") ? 1 : 0);
    }

    @Test
    void keepAliveOfNothingUnloadsUnderAnyName() throws IOException {
        routes.use("tiny");
        assertThat(routes.send("/api/copy", "{'source':'tiny','destination':'second'}")
                        .status())
                .isEqualTo(200);

        assertThat(routes.send("/api/generate", "{'model':'second','prompt':'','keep_alive':0}")
                        .json()
                        .get("done_reason")
                        .asText())
                .isEqualTo("unload");
        assertThat(routes.get("/api/ps").json().get("models")).isEmpty();
    }

    @Test
    void aStreamOfNothingIsItsLastLine() throws IOException {
        HttpProbe.Answer answer = routes.send("/api/chat", "{'model':'tiny','messages':[],'stream':true}");

        assertThat(answer.head()).contains("application/x-ndjson");
        assertThat(answer.lines()).hasSize(1);
        assertThat(answer.lines().get(0).get("total_duration_ms").isNumber()).isTrue();
    }

    @Test
    void onlyInOllamasPlaceAMissingPromptAsksForNothing() throws IOException {
        assertThat(routes.send("/api/generate", "{'model':'tiny'}").body()).contains("'prompt' is missing");
        assertThat(routes.send("/api/chat", "{'model':'tiny'}").body()).contains("'messages' is missing");
        assertThat(ollama.send("/api/generate", "{'model':'tiny'}")
                        .json()
                        .get("done_reason")
                        .asText())
                .isEqualTo("load");
        assertThat(ollama.send("/api/chat", "{'model':'tiny'}")
                        .json()
                        .get("done_reason")
                        .asText())
                .isEqualTo("load");
    }

    @Test
    void aConversationInTokensIsGivenBackAndTakenAgain() throws Exception {
        JsonNode first = routes.ask("/api/generate", "{\"model\":\"tiny\",\"prompt\":\"Hi\"}", HELLO, END)
                .json();
        String context = first.get("context").toString();
        String before = routes.engine().prompt(0) + "Hello</s>";

        JsonNode second = routes.ask(
                        "/api/generate",
                        "{\"model\":\"tiny\",\"prompt\":\"And\",\"raw\":false,\"context\":" + context + "}",
                        HELLO,
                        END)
                .json();

        assertThat(first.get("context")).hasSize(before.length());
        assertThat(routes.engine().prompt(1)).startsWith(before).contains("And");
        assertThat(second.get("context").size()).isGreaterThan(before.length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'raw':true,'template':'x'   | 'raw' cannot be combined with 'template', 'system' or 'context'",
                "'raw':true,'system':'x'     | 'raw' cannot be combined with 'template', 'system' or 'context'",
                "'raw':true,'context':[1]    | 'raw' cannot be combined with 'template', 'system' or 'context'",
                "'context':'x'               | 'context' must be a list of integers, not \"x\"",
                "'context':[1.5]             | 'context[0]' must be an integer, not 1.5",
                "'context':[-1]              | 'context' holds the token -1",
                "'options':{'top_k':'many'}  | 'options.top_k' must be an integer, not \"many\"",
                "'images':['aGk=']           | 'images' are not supported yet"
            })
    void whatCannotBeDoneIsRefused(String fields, String message) throws IOException {
        HttpProbe.Answer answer = routes.send("/api/generate", "{'model':'tiny','prompt':'Hi'," + fields + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").get("message").asText()).contains(message);
    }

    @Test
    void aRequestMayBringItsOwnTemplate() throws Exception {
        HttpProbe.Answer answer = routes.ask(
                "/api/generate",
                "{\"model\":\"tiny\",\"prompt\":\"Hi\",\"system\":\"Be brief.\","
                        + "\"template\":\"[{{ .System }}] {{ .Prompt }} ->\"}",
                HELLO,
                END);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(routes.engine().prompt(0)).isEqualTo("[Be brief.] Hi ->");
    }

    @Test
    void emptyTextsBesideAPromptAreAsIfTheyWereNotThere() throws Exception {
        assertThat(routes.send(
                                "/api/create",
                                "{'model':'mario','from':'tiny','system':'You are Mario.','stream':false}")
                        .status())
                .isEqualTo(200);
        JsonNode answer = routes.ask(
                        "/api/generate", "{\"model\":\"mario\",\"prompt\":\"Hi\",\"system\":\"\"}", HELLO, END)
                .json();
        HttpProbe.Answer raw = routes.ask(
                "/api/generate",
                "{\"model\":\"mario\",\"prompt\":\"Hi\",\"raw\":true,\"system\":\"\",\"template\":\"\"}",
                HELLO,
                END);

        assertThat(answer.has("warnings")).isFalse();
        assertThat(routes.engine().prompt(0)).contains("You are Mario.");
        assertThat(raw.status()).isEqualTo(200);
        assertThat(routes.engine().prompt(1)).isEqualTo("Hi");
    }

    @Test
    void whatIsFilledInHasNoConversationAroundIt() throws Exception {
        JsonNode answer = routes.ask(
                        "/api/generate",
                        "{\"model\":\"tiny\",\"prompt\":\"a\",\"suffix\":\"c\",\"system\":\"S\",\"template\":\"T\"}",
                        HELLO,
                        END)
                .json();

        assertThat(routes.engine().prompt(0)).isEqualTo("a<fill>c");
        assertThat(answer.get("warnings"))
                .hasToString("[\"'system' is not known and was ignored\",\"'template' is not known and was ignored\"]");
    }

    @Test
    void aLargerContextLoadsTheModelAnew() throws Exception {
        routes.use("big");
        JsonNode answer = routes.ask(
                        "/api/generate",
                        "{\"model\":\"big\",\"prompt\":\"Hi\",\"options\":{\"num_ctx\":8192}}",
                        HELLO,
                        END)
                .json();

        assertThat(routes.fixture.loader.engines()).hasSize(2);
        assertThat(routes.fixture.loader.lastSource().room()).isEqualTo(8192);
        // The fake engine has 512 tokens however it is loaded.
        assertThat(answer.get("warnings"))
                .hasToString("[\"'num_ctx' asks for 8192 tokens, and the context of big has room for 512\"]");
        assertThat(routes.get("/api/ps").json().get("models")).hasSize(1);
        assertThat(routes.send("/api/generate", "{'model':'big','prompt':'','keep_alive':0}")
                        .status())
                .isEqualTo(200);
        assertThat(routes.get("/api/ps").json().get("models")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"/api/generate | 'prompt':''", "/api/chat | 'messages':[]"})
    void aModelIsLoadedInAdvanceWithTheRoomThatIsAskedFor(String path, String nothing) throws IOException {
        JsonNode answer = routes.send(path, "{'model':'big'," + nothing + ",'options':{'num_ctx':8192}}")
                .json();

        assertThat(routes.fixture.loader.lastSource().room()).isEqualTo(8192);
        assertThat(answer.get("warnings"))
                .hasToString("[\"'num_ctx' asks for 8192 tokens, and the context of big has room for 512\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/generate | 'prompt':'','system':'','template':'','suffix':'','raw':false,'context':[1]",
                "/api/generate | 'prompt':'','keep_alive':0,'shift':true,'truncate':true,'format':'json','think':false",
                "/api/chat     | 'messages':[],'stream':false,'tools':[],'cache_prompt':true,'options':{'top_k':1}"
            })
    void ofARequestForNothingUnknownFieldsAreTold(String path, String known) throws IOException {
        String body = "{'model':'tiny'," + known;

        assertThat(routes.send(path, body + "}").json().has("warnings")).isFalse();
        assertThat(routes.send(path, body + ",'foo':1}").json().get("warnings"))
                .hasToString("[\"'foo' is not known and was ignored\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/chat     | 'messages':[],'tools':5      | 'tools' must be a list, not 5",
                "/api/generate | 'prompt':'','think':5        | 'think' must be true, false",
                "/api/generate | 'prompt':'','stream':'no'    | 'stream' must be true or false, not \"no\"",
                "/api/generate | 'prompt':'','raw':true,'context':[1] | 'raw' cannot be combined with"
            })
    void aRequestForNothingIsCheckedAsAnyOther(String path, String fields, String message) throws IOException {
        HttpProbe.Answer answer = routes.send(path, "{'model':'tiny'," + fields + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").get("message").asText()).contains(message);
    }

    @Test
    void aContextThatIsLargeEnoughStays() throws Exception {
        routes.use("tiny");
        JsonNode answer = routes.ask(
                        "/api/chat", "{" + HI + ",\"options\":{\"num_ctx\":256},\"shift\":true}", HELLO, END)
                .json();

        assertThat(routes.fixture.loader.engines()).hasSize(1);
        assertThat(answer.has("warnings")).isFalse();
    }
}
