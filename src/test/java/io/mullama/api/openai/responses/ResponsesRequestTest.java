package io.mullama.api.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.api.AnswerFields;
import io.mullama.api.Fields;
import io.mullama.api.FormatField;
import io.mullama.api.Json;
import io.mullama.api.LogprobFields;
import io.mullama.api.SamplingField;
import io.mullama.api.ThinkField;
import io.mullama.api.ToolChoiceField;
import io.mullama.api.ToolField;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResponsesRequestTest {
    private static final String TOOLS = "'tools':[{'type':'function','name':'add'},{'type':'custom','name':'patch'},"
            + "{'type':'namespace','name':'mcp__time','tools':[{'type':'function','name':'now'}]}]";

    @Test
    void onlyInputIsNeeded() {
        ResponsesRequest request = read("'input':'Hi'");

        assertThat(request.model()).isNull();
        assertThat(request.input().previous()).isNull();
        assertThat(request.truncate()).isFalse();
        assertThat(request.answer()).isEqualTo(AnswerFields.TEXT);
        assertThat(request.options().maxTokens()).isNull();
        assertThat(request.options().logprobs()).isEqualTo(LogprobFields.NONE);
        assertThat(request.delivery()).isEqualTo(new Delivery(false, true, false, false, false));
        assertThat(request.notes()).isEmpty();
    }

    @Test
    void inputMayBeLeftOutWhereThereIsSomethingElseToAnswer() {
        assertThat(read("'previous_response_id':'resp_1'").input().previous()).isEqualTo("resp_1");
        assertThat(read("'instructions':'Greet.'").input().instructions()).isEqualTo("Greet.");
        assertRefused("'model':'tiny'", "input", "'input' is missing");
        assertRefused("'input':[]", "input", "'input' must hold at least one item");
    }

    @Test
    void functionsStandInTheListThemselves() {
        AnswerFields answer = read("'input':'Hi','parallel_tool_calls':false,'tool_choice':'required','tools':["
                        + "{'type':'function','name':'add','description':'Adds.','strict':true,"
                        + "'parameters':{'type':'object'}},{'type':'function','name':'now','parameters':null}]")
                .answer();

        assertThat(answer.tools().get(0).json())
                .hasToString("{\"type\":\"function\",\"function\":{\"name\":\"add\",\"description\":\"Adds.\","
                        + "\"parameters\":{\"type\":\"object\"}}}");
        assertThat(answer.tools().get(1).parameters()).hasToString("{\"type\":\"object\",\"properties\":{}}");
        assertThat(answer.toolChoice().mode()).isEqualTo(ToolChoiceField.Mode.REQUIRED);
        assertThat(answer.parallelCalls()).isFalse();
    }

    @Test
    void customToolsAreFunctionsWithOneText() {
        ResponsesRequest request = read("'input':'Hi','tools':[{'type':'custom','name':'shell','description':'Runs.'},"
                + "{'type':'custom','name':'date','format':{'type':'grammar','syntax':'regex',"
                + "'definition':'[0-9]{4}'}}]");

        assertThat(request.answer().tools().get(0).parameters())
                .hasToString("{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},"
                        + "\"required\":[\"input\"],\"additionalProperties\":false}");
        assertThat(request.answer()
                        .tools()
                        .get(1)
                        .parameters()
                        .at("/properties/input/pattern")
                        .asText())
                .isEqualTo("^(?:[0-9]{4})$");
        assertThat(description(request.answer().tools().get(1)))
                .isEqualTo("The input must match this regular expression:\n[0-9]{4}");
        assertThat(request.targets()).containsEntry("shell", new ToolTarget("", "shell", true));
        assertThat(request.notes()).isEmpty();
    }

    @Test
    void aLarkGrammarIsToldToTheModelAndItIsSaidThatNothingMore() {
        ResponsesRequest request = read("'input':'Hi','tools':[{'type':'custom','name':'patch','description':'Edits.',"
                + "'format':{'type':'grammar','syntax':'lark','definition':'start: /x+/'}}]");

        assertThat(description(request.answer().tools().get(0)))
                .isEqualTo("Edits.\n\nThe input must match this Lark grammar:\nstart: /x+/");
        assertThat(request.notes())
                .containsExactly(
                        "the Lark grammar of the tool \"patch\" is told to the model, which is not held to it");
    }

    @Test
    void toolsInANamespaceHaveItsNameBeforeTheirs() {
        ResponsesRequest request = read("'input':'Hi'," + TOOLS);

        assertThat(request.answer().tools())
                .extracting(ToolField::name)
                .containsExactly("add", "patch", "mcp__time__now");
        assertThat(request.targets()).containsEntry("mcp__time__now", new ToolTarget("mcp__time", "now", false));
    }

    @Test
    void toolsThatOpenAiRunsAreLeftOutWithAWord() {
        Fields fields = fields("'input':'Hi','tools':[{'type':'web_search','filters':{}},"
                + "{'type':'image_generation'},{'type':'web_search'},{'type':'function','name':'add'}]");

        ResponsesRequest request = ResponsesRequest.fromJson(fields);

        assertThat(request.answer().tools()).extracting(ToolField::name).containsExactly("add");
        assertThat(request.notes())
                .containsExactly(
                        "tools of type web_search are OpenAI's own and were left out",
                        "tools of type image_generation are OpenAI's own and were left out");
        assertThat(request.echo().json().get("tools")).hasSize(1);
        assertThat(fields.unread()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'none'                                          | NONE     | ``",
                "{'type':'function','name':'add'}                | FUNCTION | add",
                "{'type':'custom','name':'patch'}                | FUNCTION | patch",
                "{'type':'function','name':'now','namespace':'mcp__time'} | FUNCTION | mcp__time__now",
            })
    void theChoiceOfAToolGoesByItsName(String choice, ToolChoiceField.Mode mode, String function) {
        assertThat(read("'input':'Hi','tool_choice':" + choice + "," + TOOLS)
                        .answer()
                        .toolChoice())
                .isEqualTo(new ToolChoiceField(mode, function));
    }

    @Test
    void toolsThatAreNotAllowedAreLeftOut() {
        ResponsesRequest request = read("'input':'Hi','tool_choice':{'type':'allowed_tools','mode':'required',"
                + "'tools':[{'type':'custom','name':'patch'}]}," + TOOLS);

        assertThat(request.answer().tools()).extracting(ToolField::name).containsExactly("patch");
        assertThat(request.answer().toolChoice().mode()).isEqualTo(ToolChoiceField.Mode.REQUIRED);
        assertThat(request.targets()).containsOnlyKeys("patch");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'reasoning':{'effort':'low','summary':'auto'} | LOW    | true",
                "'reasoning':{'effort':'none'}                 | OFF    | false",
                "'reasoning':{'effort':null}                   | UNSET  | false",
                "'reasoning':{'generate_summary':'concise'}    | UNSET  | true",
                "'reasoning_effort':'medium'                   | MEDIUM | false",
                "'reasoning':{'effort':'high'},'think':false   | OFF    | false",
            })
    void thinkingGoesBySeveralNames(String field, ThinkField think, boolean summary) {
        ResponsesRequest request = read("'input':'Hi'," + field);

        assertThat(request.answer().think()).isEqualTo(think);
        assertThat(request.delivery().summarizeThoughts()).isEqualTo(summary);
    }

    @Test
    void aFormatIsJsonOrASchema() {
        assertThat(format("'text':{'format':{'type':'json_object'}}")).isEqualTo(FormatField.JSON);
        assertThat(format("'format':'json'")).isEqualTo(FormatField.JSON);
        assertThat(format("'text':{'format':{'type':'text'},'verbosity':'low'}"))
                .isEqualTo(FormatField.FREE);
        assertThat(format("'text':{'format':{'type':'json_schema','name':'n','strict':true,"
                        + "'schema':{'type':'object'}}}"))
                .isEqualTo(new FormatField.Schema(
                        "text.format.schema", Json.object().put("type", "object")));
    }

    @Test
    void probabilitiesComeWhereTheyAreIncludedOrCounted() {
        assertThat(logprobs("'include':['message.output_text.logprobs']")).isEqualTo(new LogprobFields(true, 0, false));
        assertThat(logprobs("'top_logprobs':3")).isEqualTo(new LogprobFields(true, 3, false));
        assertThat(logprobs("'top_logprobs':0,'include':[]")).isEqualTo(LogprobFields.NONE);
    }

    @Test
    void samplingGoesByTheNamesThatEveryDialectShares() {
        ResponsesRequest request = read(
                "'input':'Hi','max_output_tokens':7,'temperature':0.5,'top_k':3,'stop':'x'," + "'truncation':'auto'");

        assertThat(request.options().maxTokens()).isEqualTo(7);
        assertThat(request.options().sampling().number(SamplingField.TEMPERATURE))
                .isEqualTo(0.5);
        assertThat(request.options().sampling().number(SamplingField.TOP_K)).isEqualTo(3);
        assertThat(request.options().stop()).containsExactly("x");
        assertThat(request.truncate()).isTrue();
    }

    @Test
    void whatCodexSendsIsAllKnown() {
        Fields fields = fields("'model':'tiny','instructions':'You code.','stream':true,'store':false,"
                + "'input':[{'type':'message','role':'user','content':[{'type':'input_text','text':'Hi'}]}],"
                + "'tools':[{'type':'function','name':'shell','description':'Runs.','strict':false,"
                + "'parameters':{'type':'object','properties':{}}}],'tool_choice':'auto',"
                + "'parallel_tool_calls':false,'reasoning':{'effort':'medium','summary':'auto'},"
                + "'include':['reasoning.encrypted_content'],'prompt_cache_key':'k','text':{'verbosity':'low'},"
                + "'client_metadata':{'x':'y'},'service_tier':'priority'");

        ResponsesRequest request = ResponsesRequest.fromJson(fields);

        assertThat(request.delivery()).isEqualTo(new Delivery(true, false, false, true, true));
        assertThat(request.notes())
                .containsExactly(
                        "'text.verbosity' has no effect on a local model; say in 'instructions' how long to be");
        assertThat(fields.unread()).isEmpty();
    }

    @Test
    void aResponseRepeatsWhatWasAsked() {
        Echo echo = read("'input':'Hi','temperature':0.5,'metadata':{'a':'b'},'store':false,"
                        + "'reasoning':{'effort':'low'},'text':{'verbosity':'high'},'instructions':'Be brief.'")
                .echo();

        assertThat(echo.json())
                .hasToString("{\"background\":false,\"instructions\":\"Be brief.\",\"max_output_tokens\":null,"
                        + "\"max_tool_calls\":null,\"previous_response_id\":null,\"prompt_cache_key\":null,"
                        + "\"safety_identifier\":null,\"temperature\":0.5,\"top_p\":null,\"user\":null,"
                        + "\"metadata\":{\"a\":\"b\"},\"parallel_tool_calls\":true,"
                        + "\"reasoning\":{\"effort\":\"low\",\"summary\":null},\"service_tier\":\"default\","
                        + "\"store\":false,\"text\":{\"format\":{\"type\":\"text\"},\"verbosity\":\"high\"},"
                        + "\"tool_choice\":\"auto\",\"tools\":[],\"top_logprobs\":0,\"truncation\":\"disabled\"}");
    }

    @Test
    void whatToIncludeAndIsNotKnownIsNamed() {
        assertThat(read("'input':'Hi','include':['mood','web_search_call.results']")
                        .notes())
                .containsExactly("'include' names mood, which is not known and was ignored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'input':5                    | input       | 'input' must be a string or a list of items",
                "'background':true            | background  | 'background' is not supported: leave it out, and stream"
                        + " the answer",
                "'conversation':'conv_1'      | conversation | 'conversation' is not supported; go on from a response"
                        + " with 'previous_response_id'",
                "'prompt':{'id':'p'}          | prompt      | 'prompt' is not supported; OpenAI stores such prompts;"
                        + " send 'instructions' and 'input'",
                "'include':'x'                | include     | 'include' must be a list of strings, not \"x\"",
                "'prompt_cache_options':5     | prompt_cache_options | 'prompt_cache_options' must be an object",
                "'client_metadata':5          | client_metadata | 'client_metadata' must be an object",
                "'metadata':5                 | metadata    | 'metadata' must be an object",
                "'max_tool_calls':0           | max_tool_calls | 'max_tool_calls' must be at least 1, not 0",
                "'max_output_tokens':0        | max_output_tokens | 'max_output_tokens' must be at least 1, not 0",
                "'top_logprobs':21            | top_logprobs | 'top_logprobs' must be between 0 and 20, not 21",
                "'truncation':'old'           | truncation  | 'truncation' must be auto or disabled, not \"old\"",
                "'stream_options':{}          | stream_options | 'stream_options' is only for requests with"
                        + " \"stream\": true",
                "'reasoning':{'summary':'x'}  | reasoning.summary | 'reasoning.summary' must be auto, concise or"
                        + " detailed, not \"x\"",
                "'reasoning':{'effort':'x'}   | reasoning.effort | 'reasoning.effort' must be one of none, minimal,"
                        + " low, medium, high, xhigh, max, not \"x\"",
                "'text':{'verbosity':'x'}     | text.verbosity | 'text.verbosity' must be low, medium or high,"
                        + " not \"x\"",
                "'text':{'format':{'type':'xml'}} | text.format.type | 'text.format.type' must be text, json_object"
                        + " or json_schema, not \"xml\"",
                "'text':{'format':{'type':'json_schema'}} | text.format.schema | 'text.format.schema' is missing",
                "'text':{'format':{'type':'json_schema','schema':1}} | text.format.schema | 'text.format.schema' must"
                        + " be a JSON Schema, an object",
                "'tools':[{'type':'x'}]       | tools[0].type | 'tools[0].type' must be function, custom or namespace,"
                        + " or a tool of OpenAI's own, not \"x\"",
                "'tools':[{'type':'function','name':'a b'}] | tools[0].name | 'tools[0].name' must have 1 to 64"
                        + " letters, digits and signs among _ - . : /, and nothing else",
                "'tools':[{'type':'custom','name':'a','format':{'type':'x'}}] | tools[0].format.type |"
                        + " 'tools[0].format.type' must be text or grammar, not \"x\"",
                "'tools':[{'type':'custom','name':'a','format':{'type':'grammar','syntax':'x','definition':''}}] |"
                        + " tools[0].format.syntax | 'tools[0].format.syntax' must be lark or regex, not \"x\"",
                "'tools':[{'type':'namespace','name':'a'}] | tools[0].tools | 'tools[0].tools' is missing",
                "'tools':[{'type':'function','name':'a'},{'type':'custom','name':'a'}] | tools | 'tools' has two tools"
                        + " of the name \"a\"",
                "'tool_choice':'required'     | tool_choice | 'tool_choice' is required, and 'tools' has none",
                "'tool_choice':{'type':'web_search'} | tool_choice.type | 'tool_choice.type' must be function, custom"
                        + " or allowed_tools, not \"web_search\": a local model calls no tools of OpenAI's own",
                "'tool_choice':{'type':'function','name':'x'} | tool_choice.name | 'tool_choice.name' names the tool"
                        + " \"x\", which 'tools' has not",
                "'tool_choice':{'type':'allowed_tools','mode':'x'} | tool_choice.mode | 'tool_choice.mode' must be"
                        + " auto or required, not \"x\"",
                "'tool_choice':{'type':'allowed_tools','mode':'auto'} | tool_choice.tools | 'tool_choice.tools' must"
                        + " name at least one tool",
            })
    void whatCannotBeDoneIsRefused(String fields, String param, String message) {
        assertRefused(fields.startsWith("'input'") ? fields : "'input':'Hi'," + fields, param, message);
    }

    private static String description(ToolField tool) {
        return tool.json().at("/function/description").asText();
    }

    private static FormatField format(String field) {
        return read("'input':'Hi'," + field).answer().format();
    }

    private static LogprobFields logprobs(String field) {
        return read("'input':'Hi'," + field).options().logprobs();
    }

    private static void assertRefused(String fields, String param, String message) {
        assertThatThrownBy(() -> read(fields)).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(e.param()).hasValue(param);
            assertThat(e).hasMessage(message);
        });
    }

    private static ResponsesRequest read(String fields) {
        return ResponsesRequest.fromJson(fields(fields));
    }

    private static Fields fields(String fields) {
        return Json.fields(("{" + fields + "}").replace('\'', '"'));
    }
}
