package io.mullama.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.api.AnswerFields;
import io.mullama.api.ChatMessage;
import io.mullama.api.Fields;
import io.mullama.api.FormatField;
import io.mullama.api.GenerationOptions;
import io.mullama.api.Json;
import io.mullama.api.LogitBiasField;
import io.mullama.api.LogprobFields;
import io.mullama.api.SamplingField;
import io.mullama.api.ThinkField;
import io.mullama.api.ToolCallField;
import io.mullama.api.ToolChoiceField;
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
                "'functions':[{}]                           | functions       | 'functions' is not supported yet; leave "
                        + "it out",
                "'logprobs':true,'top_logprobs':21          | top_logprobs    | 'top_logprobs' must be between 0 and 20, "
                        + "not 21",
                "'top_logprobs':3                           | top_logprobs    | 'top_logprobs' needs 'logprobs': true",
                "'audio':{'voice':'x'}                      | audio           | 'audio' is not supported yet; leave it "
                        + "out",
                "'modalities':['text','audio']              | modalities      | 'modalities' must be [\"text\"]",
                "'response_format':{'type':'xml'}           | response_format.type | 'response_format.type' must be "
                        + "text, json_object or json_schema, not \"xml\"",
                "'response_format':{'type':'json_schema'}   | response_format.json_schema | "
                        + "'response_format.json_schema' is missing",
                "'response_format':{'type':'json_schema','json_schema':{}} | response_format.json_schema.schema | "
                        + "'response_format.json_schema.schema' is missing",
                "'response_format':{'type':'json_schema','json_schema':{'schema':7}} | "
                        + "response_format.json_schema.schema | 'response_format.json_schema.schema' must be a JSON "
                        + "Schema, an object",
                "'reasoning_effort':'huge'                  | reasoning_effort | 'reasoning_effort' must be one of "
                        + "none, minimal, low, medium, high, xhigh, not \"huge\"",
                "'think':7                                  | think           | 'think' must be true, false, \"low\", "
                        + "\"medium\" or \"high\"",
                "'format':'xml'                             | format          | 'format' must be \"json\" or a JSON "
                        + "Schema, an object",
                "'thinking_budget':-1                       | thinking_budget | 'thinking_budget' must be at least 0, "
                        + "not -1",
                "'tools':[{'type':'web_search'}]            | tools[0].type   | 'tools[0].type' must be function, not "
                        + "\"web_search\"",
                "'tools':[{'type':'function'}]              | tools[0].function | 'tools[0].function' is missing",
                "'tools':[{'function':{'name':'a b'}}]      | tools[0].function.name | 'tools[0].function.name' must "
                        + "have 1 to 64 letters, digits and signs among _ - . : /, and nothing else",
                "'tools':[{'function':{'name':'f','parameters':{'type':'array'}}}] | tools[0].function.parameters | "
                        + "'tools[0].function.parameters' must be of type object",
                "'tools':[{'function':{'name':'f','parameters':[]}}] | tools[0].function.parameters | "
                        + "'tools[0].function.parameters' must be a JSON Schema, an object",
                "'tools':[{'function':{'name':'f'}},{'function':{'name':'f'}}] | tools | 'tools' has two tools of the "
                        + "name \"f\"",
                "'tool_choice':'required'                   | tool_choice     | 'tool_choice' is required, and 'tools' "
                        + "has none",
                "'tool_choice':'any'                        | tool_choice     | 'tool_choice' must be auto, none, "
                        + "required, or an object that names a function, not \"any\"",
                "'tool_choice':{'type':'function'}          | tool_choice     | 'tool_choice' must be like {\"type\": "
                        + "\"function\", \"function\": {\"name\": \"…\"}}",
                "'tool_choice':{'type':'function','function':{'name':'g'}} | tool_choice | 'tool_choice' names the "
                        + "tool \"g\", which 'tools' has not",
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
                "{'role':'assistant','content':null,'tool_calls':[{'id':'1'}]} | messages[0].tool_calls[0].function | "
                        + "'messages[0].tool_calls[0].function' is missing",
                "{'role':'user','content':'Hi','tool_calls':[{'function':{'name':'f'}}]} | messages[0].tool_calls | "
                        + "'messages[0].tool_calls' are an assistant's, not of the role \"user\"",
                "{'role':'assistant','tool_calls':[{'function':{'name':'f','arguments':7}}]} | "
                        + "messages[0].tool_calls[0].function.arguments | "
                        + "'messages[0].tool_calls[0].function.arguments' must be an object, or one as a string",
                "{'role':'user','content':'Hi','images':['abc']} | messages[0].images | 'messages[0].images' are not "
                        + "supported yet; leave them out",
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
    void toolsAndTheirChoiceAreTaken() {
        AnswerFields answer = read("{" + HI
                        + ",'tools':[{'type':'function','function':{'name':'add','description':'Adds.',"
                        + "'strict':true,'parameters':{'type':'object'}}},{'function':{'name':'now'}}],"
                        + "'tool_choice':{'type':'function','function':{'name':'now'}},'parallel_tool_calls':false}")
                .answer();

        assertThat(answer.tools().get(0).json())
                .hasToString("{\"type\":\"function\",\"function\":{\"name\":\"add\",\"description\":\"Adds.\","
                        + "\"parameters\":{\"type\":\"object\"}}}");
        assertThat(answer.tools().get(1).parameters()).hasToString("{\"type\":\"object\",\"properties\":{}}");
        assertThat(answer.toolChoice()).isEqualTo(new ToolChoiceField(ToolChoiceField.Mode.FUNCTION, "now"));
        assertThat(answer.parallelCalls()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'reasoning_effort':'none'                            | OFF",
                "'reasoning_effort':'minimal'                         | LOW",
                "'reasoning_effort':'medium'                          | MEDIUM",
                "'reasoning_effort':'xhigh'                           | HIGH",
                "'reasoning_effort':'high','think':false              | OFF",
                "'chat_template_kwargs':{'enable_thinking':false}     | OFF",
                "'think':'low'                                        | LOW",
                "'think':true                                         | ON",
            })
    void thinkingGoesBySeveralNames(String field, ThinkField think) {
        assertThat(read("{" + HI + "," + field + "}").answer().think()).isEqualTo(think);
    }

    @Test
    void aFormatIsJsonOrASchema() {
        assertThat(format("'response_format':{'type':'json_object'}")).isEqualTo(FormatField.JSON);
        assertThat(format("'format':'json'")).isEqualTo(FormatField.JSON);
        assertThat(format("'response_format':{'type':'text'}")).isEqualTo(FormatField.FREE);
        assertThat(format("'response_format':{'type':'json_schema','json_schema':{'name':'n','strict':true,"
                        + "'schema':{'type':'object'}}}"))
                .isEqualTo(new FormatField.Schema(
                        "response_format.json_schema.schema", Json.object().put("type", "object")));
    }

    private static FormatField format(String field) {
        return read("{" + HI + "," + field + "}").answer().format();
    }

    @Test
    void callsAndTheirAnswersAreTaken() {
        assertThat(read("{'messages':[{'role':'assistant','reasoning_content':'Hm.','tool_calls':[{'id':'x','type':"
                                + "'function','function':{'name':'add','arguments':'{\\'a\\':1}'}}]},"
                                + "{'role':'tool','tool_call_id':'x','name':'add','content':'2'}]}")
                        .messages())
                .containsExactly(
                        new ChatMessage(
                                "assistant",
                                "",
                                "Hm.",
                                List.of(new ToolCallField("x", "add", "{\"a\":1}")),
                                ChatMessage.AnsweredCall.NONE),
                        new ChatMessage("tool", "2", null, List.of(), new ChatMessage.AnsweredCall("add", "x")));
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
