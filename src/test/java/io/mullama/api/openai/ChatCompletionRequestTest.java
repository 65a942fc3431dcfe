package io.mullama.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.api.ChatMessage;
import io.mullama.api.Fields;
import io.mullama.api.FormatField;
import io.mullama.api.GenerationOptions;
import io.mullama.api.Json;
import io.mullama.api.LogitBiasField;
import io.mullama.api.LogprobFields;
import io.mullama.api.SamplingField;
import io.mullama.api.ThinkField;
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
                "'moderation':{'model':'x'}                 | moderation      | 'moderation' is not supported yet; leave "
                        + "it out",
                "'web_search_options':{}                    | web_search_options | 'web_search_options' is not "
                        + "supported: nothing here searches the web; leave it out",
                "'verbosity':'loud'                         | verbosity       | 'verbosity' must be one of low, medium, "
                        + "high, not \"loud\"",
                "'prediction':'x'                           | prediction      | 'prediction' must be an object",
                "'json_schema':'x'                          | json_schema     | 'json_schema' must be a JSON Schema, an "
                        + "object",
                "'logprobs':true,'top_logprobs':21          | top_logprobs    | 'top_logprobs' must be between 0 and 20, "
                        + "not 21",
                "'top_logprobs':3                           | top_logprobs    | 'top_logprobs' needs 'logprobs': true",
                "'audio':{'voice':'x'}                      | audio           | 'audio' is not supported yet; leave it "
                        + "out",
                "'modalities':'text'                        | modalities      | 'modalities' must be a list of strings,"
                        + " not \"text\"",
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
                        + "none, minimal, low, medium, high, xhigh, max, not \"huge\"",
                "'think':7                                  | think           | 'think' must be true, false, \"low\", "
                        + "\"medium\" or \"high\"",
                "'format':'xml'                             | format          | 'format' must be \"json\" or a JSON "
                        + "Schema, an object",
                "'thinking_budget':-1                       | thinking_budget | 'thinking_budget' must be at least 0, "
                        + "not -1",
                "'response_format':{}                       | response_format.type | 'response_format.type' is missing",
                "'temperature':'hot'                        | temperature     | 'temperature' must be a number, not "
                        + "\"hot\"",
            })
    void aFieldThatCannotBeUsedIsRefusedByItsName(String field, String param, String message) {
        assertRefused("{" + HI + "," + field + "}", param, message);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'reasoning_effort':'none'                            | OFF",
                "'reasoning_effort':'minimal'                         | LOW",
                "'reasoning_effort':'medium'                          | MEDIUM",
                "'reasoning_effort':'xhigh'                           | HIGH",
                "'reasoning_effort':'max'                             | HIGH",
                "'reasoning_effort':'high','think':false              | OFF",
                "'chat_template_kwargs':{'enable_thinking':false}     | OFF",
                "'think':'low'                                        | LOW",
                "'think':true                                         | ON",
            })
    void thinkingGoesBySeveralNames(String field, ThinkField think) {
        assertThat(read("{" + HI + "," + field + "}").answer().think()).isEqualTo(think);
    }

    @Test
    void whatWouldOnlyBeFasterIsTakenAndWhatIsAWishIsTold() {
        Fields fields =
                fields("{" + HI + ",'prediction':{'type':'content','content':'x'},'prompt_cache_retention':'24h',"
                        + "'prompt_cache_options':{},'verbosity':'low'}");

        ChatCompletionRequest.fromJson(fields);

        assertThat(fields.unread()).containsExactly("verbosity");
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

    @Test
    void aSchemaCanStandAloneAsForLlamaServer() {
        assertThat(format("'json_schema':{'type':'object'}"))
                .isEqualTo(new FormatField.Schema("json_schema", Json.object().put("type", "object")));
    }

    private static FormatField format(String field) {
        return read("{" + HI + "," + field + "}").answer().format();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'tools':[],'tool_choice':'none','parallel_tool_calls':true",
                "'tool_choice':'auto','functions':null,'function_call':'none'",
                "'functions':[],'verbosity':'medium','web_search_options':null,'moderation':null",
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
        Fields fields = fields("{'messages':[{'role':'user','color':'red',"
                + "'content':[{'type':'text','text':'Hi','cache_control':{}}]}],'mood':'good'}");

        ChatCompletionRequest.fromJson(fields);

        assertThat(fields.unread())
                .isEqualTo(List.of("mood", "messages[0].color", "messages[0].content[0].cache_control"));
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
