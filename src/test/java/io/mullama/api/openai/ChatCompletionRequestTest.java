package io.mullama.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.api.ChatMessage;
import io.mullama.api.Fields;
import io.mullama.api.GenerationOptions;
import io.mullama.api.Json;
import io.mullama.api.LogitBiasField;
import io.mullama.api.LogprobFields;
import io.mullama.api.SamplingField;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatCompletionRequestTest {
    private static final String HI = "'messages':[{'role':'user','content':'Hi'}]";

    @Test
    void onlyMessagesAreNeeded() {
        ChatCompletionRequest request = read("{" + HI + "}");

        assertThat(request.model()).isNull();
        assertThat(request.messages()).containsExactly(ChatMessage.user("Hi"));
        assertThat(request.stream()).isEqualTo(new StreamChoice(false, false));
        assertThat(request.choices()).isEqualTo(1);
        assertThat(request.options().maxTokens()).isNull();
    }

    @Test
    void severalAnswersCanBeAskedFor() {
        assertThat(read("{" + HI + ",'n':128}").choices()).isEqualTo(128);
    }

    @Test
    void contentComesInPartsToo() {
        ChatCompletionRequest request = read("{'messages':[{'role':'developer','content':'Be brief.'},"
                + "{'role':'user','content':[{'type':'text','text':'One.'},{'type':'text','text':'Two.'}]}]}");

        assertThat(request.messages())
                .containsExactly(new ChatMessage("developer", "Be brief."), ChatMessage.user("One.\nTwo."));
    }

    @Test
    void theMessageOfAnAnswerCanBeSentBackAsItCame() {
        Fields fields = fields("{'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':'Hello',"
                + "'refusal':null,'annotations':[],'audio':null,'function_call':null,'tool_calls':[]}]}");

        ChatCompletionRequest request = ChatCompletionRequest.fromJson(fields);

        assertThat(request.messages()).containsExactly(ChatMessage.user("Hi"), ChatMessage.assistant("Hello"));
        assertThat(fields.unread()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"max_tokens, 5", "max_completion_tokens, 6", "max_completion_tokens, -1"})
    void theLimitGoesByTwoNames(String name, int value) {
        assertThat(read("{" + HI + ",'" + name + "':" + value + "}").options().maxTokens())
                .isEqualTo(value);
    }

    @Test
    void theNewerNameOfTheLimitWins() {
        assertThat(read("{" + HI + ",'max_tokens':5,'max_completion_tokens':6}")
                        .options()
                        .maxTokens())
                .isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'n':0                                      | n               | 'n' must be between 1 and 128, not 0",
                "'n':129                                    | n               | 'n' must be between 1 and 128, not 129",
                "'max_completion_tokens':-2                 | max_completion_tokens | 'max_completion_tokens' must be at "
                        + "least -1, not -2",
                "'tools':[{'type':'function'}]              | tools           | 'tools' is not supported yet; leave it "
                        + "out",
                "'functions':[{}]                           | functions       | 'functions' is not supported yet; leave "
                        + "it out",
                "'tool_choice':'required'                   | tool_choice     | 'tool_choice' must be none or auto: "
                        + "tools are not supported yet",
                "'logprobs':true,'top_logprobs':21          | top_logprobs    | 'top_logprobs' must be between 0 and 20, "
                        + "not 21",
                "'top_logprobs':3                           | top_logprobs    | 'top_logprobs' needs 'logprobs': true",
                "'audio':{'voice':'x'}                      | audio           | 'audio' is not supported yet; leave it "
                        + "out",
                "'modalities':['text','audio']              | modalities      | 'modalities' must be [\"text\"]",
                "'response_format':{'type':'json_object'}   | response_format | 'response_format' must be of type text: "
                        + "JSON answers are not supported yet",
                "'response_format':{}                       | response_format.type | 'response_format.type' is missing",
                "'temperature':'hot'                        | temperature     | 'temperature' must be a number, not "
                        + "\"hot\"",
            })
    void aFieldThatCannotBeUsedIsRefusedByItsName(String field, String param, String message) {
        assertRefused("{" + HI + "," + field + "}", param, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'content':'Hi'}                               | messages[0].role    | 'messages[0].role' is missing",
                "{'role':'alien','content':'Hi'}                | messages[0].role    | 'messages[0].role' must be one "
                        + "of system, developer, user, assistant, tool, not \"alien\"",
                "{'role':'user'}                                | messages[0].content | 'messages[0].content' is "
                        + "missing",
                "{'role':'user','content':7}                    | messages[0].content | 'messages[0].content' must be a "
                        + "string, or a list of parts such as {\"type\": \"text\", …}",
                "{'role':'user','content':[]}                   | messages[0].content | 'messages[0].content' must be a "
                        + "string, or a list of parts such as {\"type\": \"text\", …}",
                "{'role':'user','content':['Hi']}               | messages[0].content[0] | 'messages[0].content[0]' must "
                        + "be a JSON object, not \"Hi\"",
                "{'role':'user','content':[{'text':'Hi'}]}      | messages[0].content[0].type | "
                        + "'messages[0].content[0].type' is missing",
                "{'role':'user','content':[{'type':'text'}]}    | messages[0].content[0].text | "
                        + "'messages[0].content[0].text' is missing",
                "{'role':'user','content':[{'type':'image_url','image_url':{'url':'x'}}]} | "
                        + "messages[0].content[0].type | 'messages[0].content[0].type' must be text, not \"image_url\": "
                        + "images, sound and files are not supported yet",
                "{'role':'assistant','content':null,'tool_calls':[{'id':'1'}]} | messages[0].tool_calls | "
                        + "'messages[0].tool_calls' is not supported yet; leave it out",
            })
    void aMessageThatCannotBeUsedIsRefusedByItsPlace(String json, String param, String text) {
        assertRefused("{'messages':[" + json + "]}", param, text);
    }

    @Test
    void whatOpenAiSaysOfSamplingIsTaken() {
        Fields fields = fields("{" + HI + ",'logprobs':true,'top_logprobs':2,'frequency_penalty':0.5,"
                + "'presence_penalty':-0.5,'logit_bias':{'50256':-100}}");
        GenerationOptions options = ChatCompletionRequest.fromJson(fields).options();

        assertThat(fields.unread()).isEmpty();
        assertThat(options.logprobs()).isEqualTo(new LogprobFields(true, 2, false));
        assertThat(options.sampling().number(SamplingField.FREQUENCY_PENALTY)).isEqualTo(0.5);
        assertThat(options.sampling().number(SamplingField.PRESENCE_PENALTY)).isEqualTo(-0.5);
        assertThat(options.sampling().biases()).containsExactly(new LogitBiasField(50256, null, -100));
    }

    @Test
    void messagesMustBeThere() {
        assertRefused("{}", "messages", "'messages' is missing");
        assertRefused("{'messages':[]}", "messages", "'messages' must hold at least one message");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'tools':[],'tool_choice':'none','parallel_tool_calls':true",
                "'tool_choice':'auto','functions':null",
                "'logprobs':false,'top_logprobs':null",
                "'response_format':{'type':'text'},'modalities':['text']",
                "'n':1,'user':'u','service_tier':'auto','store':false,'metadata':{}",
            })
    void whatAsksForNothingIsTaken(String field) {
        Fields fields = fields("{" + HI + "," + field + "}");

        ChatCompletionRequest.fromJson(fields);

        assertThat(fields.unread()).isEmpty();
    }

    @Test
    void whatIsNotKnownIsLeftToBeNamed() {
        Fields fields = fields("{'messages':[{'role':'user','name':'Zoë',"
                + "'content':[{'type':'text','text':'Hi','cache_control':{}}]}],'mood':'good'}");

        ChatCompletionRequest.fromJson(fields);

        assertThat(fields.unread())
                .isEqualTo(List.of("mood", "messages[0].name", "messages[0].content[0].cache_control"));
    }

    private static void assertRefused(String json, String param, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(e.param()).hasValue(param);
            assertThat(e).hasMessage(message);
        });
    }

    private static ChatCompletionRequest read(String json) {
        return ChatCompletionRequest.fromJson(fields(json));
    }

    private static Fields fields(String json) {
        return Json.fields(json.replace('\'', '"'));
    }
}
