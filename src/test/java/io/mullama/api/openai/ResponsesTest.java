package io.mullama.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.ChatMessage;
import io.mullama.api.JsonBody;
import io.mullama.api.ToolCallField;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResponsesTest {
    private static final Instant THEN = Instant.parse("2025-01-02T03:04:05.678Z");
    private static final AnswerIdentity CHAT = new AnswerIdentity("chatcmpl-1", THEN, "tiny", "fp");
    private static final AnswerIdentity TEXT = new AnswerIdentity("cmpl-1", THEN, "tiny", "fp");
    private static final TokenUsage USAGE = new TokenUsage(8, 3, 7, 2);
    private static final String USAGE_JSON = "{'prompt_tokens':8,'completion_tokens':7,'total_tokens':15,"
            + "'prompt_tokens_details':{'cached_tokens':3},"
            + "'completion_tokens_details':{'reasoning_tokens':2}}";

    @Test
    void aConversationsAnswerIsWrittenAsOpenAiDoes() {
        ChatChoice choice = new ChatChoice(0, ChatMessage.assistant("Paris."), "stop");

        assertJson(
                Completion.whole(Completion.Kind.CHAT, CHAT, List.of(choice), USAGE),
                "{'id':'chatcmpl-1','object':'chat.completion','created':1735787045,'model':'tiny',"
                        + "'system_fingerprint':'fp','service_tier':'default','choices':[{'index':0,'message':{'role':'assistant',"
                        + "'content':'Paris.','refusal':null,'annotations':[]},'logprobs':null,'finish_reason':'stop'}],'usage':"
                        + USAGE_JSON + "}");
    }

    @Test
    void anAnswerThatThinksAndCallsToolsIsWrittenAsOthersDo() {
        ChatMessage message = new ChatMessage(
                "assistant",
                "",
                "Hm.",
                List.of(new ToolCallField("abc", "add", "{\"a\": 1}")),
                ChatMessage.AnsweredCall.NONE);

        assertThat(new ChatChoice(1, message, "tool_calls").toJson())
                .hasToString(("{'index':1,'message':{'role':'assistant','content':null,'refusal':null,'annotations':[],"
                                + "'reasoning_content':'Hm.','tool_calls':[{'id':'abc','type':'function','function':"
                                + "{'name':'add','arguments':'{\\'a\\': 1}'}}]},'logprobs':null,"
                                + "'finish_reason':'tool_calls'}")
                        .replace('\'', '"'));
    }

    @Test
    void aStreamTellsThoughtsAndCallsInParts() {
        assertThat(List.of(
                                ChatDelta.thinking(0, "Hm"),
                                ChatDelta.call(0, 2, "abc", "add"),
                                ChatDelta.arguments(0, 2, "{}"))
                        .stream()
                        .map(delta -> delta.toJson().get("delta").toString().replace('"', '\''))
                        .toList())
                .containsExactly(
                        "{'reasoning_content':'Hm'}",
                        "{'tool_calls':[{'index':2,'id':'abc','type':'function','function':{'name':'add',"
                                + "'arguments':''}}]}",
                        "{'tool_calls':[{'index':2,'function':{'arguments':'{}'}}]}");
    }

    @Test
    void callsAreWordedAsOfOldForThoseWhoAskSo() {
        ChatMessage message = new ChatMessage(
                "assistant", "", null, List.of(new ToolCallField("abc", "add", "{}")), ChatMessage.AnsweredCall.NONE);

        assertThat(new ChatChoice(0, message, "function_call", true).toJson().get("message"))
                .hasToString(json("{'role':'assistant','content':null,'refusal':null,'annotations':[],"
                        + "'function_call':{'name':'add','arguments':'{}'}}"));
        assertThat(ChatDelta.function(0, "add").toJson().get("delta"))
                .hasToString(json("{'function_call':{'name':'add'}}"));
        assertThat(ChatDelta.functionArguments(0, "{}").toJson().get("delta"))
                .hasToString(json("{'function_call':{'arguments':'{}'}}"));
    }

    @Test
    void aStreamBeginsWithWhoSpeaks() {
        assertJson(
                Completion.part(Completion.Kind.CHAT_CHUNK, CHAT, ChatDelta.first(0, true), false),
                "{'id':'chatcmpl-1','object':'chat.completion.chunk','created':1735787045,'model':'tiny',"
                        + "'system_fingerprint':'fp','service_tier':'default','choices':[{'index':0,'delta':{'role':'assistant','content':'',"
                        + "'refusal':null},'logprobs':null,'finish_reason':null}]}");
    }

    @Test
    void aStreamGoesOnWithContentAndEndsWithTheReason() {
        assertThat(ChatDelta.content(0, "Paris").toJson())
                .hasToString(json("{'index':0,'delta':{'content':'Paris'},'logprobs':null,'finish_reason':null}"));
        assertThat(ChatDelta.last(0, "length").toJson())
                .hasToString(json("{'index':0,'delta':{},'logprobs':null,'finish_reason':'length'}"));
    }

    @Test
    void theUsageIsNullUntilItComes() {
        assertJson(
                Completion.part(Completion.Kind.TEXT, TEXT, new CompletionChoice(0, "a", null), true),
                "{'id':'cmpl-1','object':'text_completion','created':1735787045,'model':'tiny',"
                        + "'system_fingerprint':'fp','choices':[{'text':'a','index':0,'logprobs':null,"
                        + "'finish_reason':null}],'usage':null}");
        assertJson(
                Completion.usage(Completion.Kind.TEXT, TEXT, USAGE),
                "{'id':'cmpl-1','object':'text_completion','created':1735787045,'model':'tiny',"
                        + "'system_fingerprint':'fp','choices':[],'usage':" + USAGE_JSON + "}");
    }

    @Test
    void aContinuationIsWrittenAsOpenAiDoes() {
        assertJson(
                Completion.whole(Completion.Kind.TEXT, TEXT, List.of(new CompletionChoice(0, "a", "length")), USAGE),
                "{'id':'cmpl-1','object':'text_completion','created':1735787045,'model':'tiny',"
                        + "'system_fingerprint':'fp','choices':[{'text':'a','index':0,'logprobs':null,"
                        + "'finish_reason':'length'}],'usage':" + USAGE_JSON + "}");
    }

    @Test
    void modelsAreAList() {
        assertJson(
                new OpenAiModelList(List.of(new OpenAiModel("tiny", THEN))),
                "{'object':'list','data':[{'id':'tiny','object':'model','created':1735787045,"
                        + "'owned_by':'mullama'}]}");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "INVALID_REQUEST,         400, invalid_request_error, null",
                "MODEL_NOT_FOUND,         404, invalid_request_error, model_not_found",
                "PAYLOAD_TOO_LARGE,       413, invalid_request_error, payload_too_large",
                "OVERLOADED,              503, server_error,          overloaded",
                "INFERENCE_FAILED,        500, server_error,          inference_failed",
            })
    void anErrorHasOpenAisTypes(ErrorCode code, int status, String type, String wireCode) {
        assertThat(OpenAiError.of(new MullamaException(code, "what")))
                .isEqualTo(new OpenAiError(status, "what", type, null, wireCode));
    }

    @Test
    void aPromptThatIsTooLongHasWordsThatProgramsLookFor() {
        assertThat(OpenAiError.of(new MullamaException(ErrorCode.CONTEXT_LENGTH_EXCEEDED, "it has 9 tokens")))
                .isEqualTo(new OpenAiError(
                        400,
                        "maximum context length exceeded: it has 9 tokens",
                        "invalid_request_error",
                        null,
                        "context_length_exceeded"));
    }

    @Test
    void anErrorIsWrittenAsOpenAiDoes() {
        assertJson(
                OpenAiError.of(MullamaException.invalidField("n", "'n' must be 1")),
                "{'error':{'message':''n' must be 1','type':'invalid_request_error','param':'n','code':null}}"
                        .replace("''n'", "'`n`"));
        assertJson(
                OpenAiError.of(new MullamaException(ErrorCode.MODEL_NOT_FOUND, "no such model", "pull it")),
                "{'error':{'message':'no such model; pull it','type':'invalid_request_error','param':null,"
                        + "'code':'model_not_found'}}");
    }

    @Test
    void anErrorAboutTheLengthIsAboutThePrompt() {
        MullamaException tooLong = new MullamaException(ErrorCode.CONTEXT_LENGTH_EXCEEDED, "too long");

        assertThat(OpenAiError.of(tooLong, "messages").param()).isEqualTo("messages");
        assertThat(OpenAiError.of(tooLong.about("prompt[1]"), "prompt").param()).isEqualTo("prompt[1]");
        assertThat(OpenAiError.of(new MullamaException(ErrorCode.INTERNAL, "x"), "messages")
                        .param())
                .isNull();
    }

    private static void assertJson(JsonBody body, String expected) {
        assertThat(body.toJson()).hasToString(json(expected));
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"').replace('`', '\'');
    }
}
