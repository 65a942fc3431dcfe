package io.mullama.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.api.AnswerFields;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.ToolChoiceField;
import io.mullama.api.ToolChoiceField.Mode;
import io.mullama.api.ToolField;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ToolUsesTest {
    private static final String HI = "'messages':[{'role':'user','content':'Hi'}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'tools':[{'type':'custom'}]                | tools[0].type   | 'tools[0].type' must be function, not "
                        + "\"custom\": describe it as a function with one parameter",
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
                "'tool_choice':{'type':'allowed_tools'}     | tool_choice     | 'tool_choice' must be like {\"type\": "
                        + "\"allowed_tools\", \"allowed_tools\": {…}}",
                "'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'auto','tools':[]}} | "
                        + "tool_choice.allowed_tools.tools | 'tool_choice.allowed_tools.tools' must name at least one "
                        + "tool",
                "'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'auto','tools':[{'type':'function',"
                        + "'function':{'name':'g'}}]}} | tool_choice.allowed_tools.tools | "
                        + "'tool_choice.allowed_tools.tools' names the tool \"g\", which 'tools' has not",
                "'tools':[{'function':{'name':'f'}}],'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':"
                        + "'none','tools':[{'function':{'name':'f'}}]}} | tool_choice.allowed_tools.mode | "
                        + "'tool_choice.allowed_tools.mode' must be auto or required, not \"none\"",
                "'functions':[{}]                           | functions[0].name | 'functions[0].name' is missing",
                "'functions':[{'name':'f'}],'tools':[]      | functions       | 'functions' cannot be combined with "
                        + "'tools', which took its place",
                "'functions':[{'name':'f'}],'function_call':'any' | function_call | 'function_call' must be auto, none, "
                        + "or an object that names a function, not \"any\"",
                "'functions':[{'name':'f'}],'function_call':{'name':'g'} | function_call | 'function_call' names the "
                        + "function \"g\", which 'functions' has not",
            })
    void aToolThatCannotBeUsedIsRefusedByItsPlace(String field, String param, String message) {
        assertRefused("{" + HI + "," + field + "}", param, message);
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

    @Test
    void ofManyToolsThoseThatAreAllowedAreLeft() {
        Fields fields = fields("{" + HI + ",'tools':[{'function':{'name':'add'}},{'function':{'name':'now'}}],"
                + "'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'required','tools':[{'type':'function',"
                + "'function':{'name':'now'}}]}}}");

        AnswerFields answer = ChatCompletionRequest.fromJson(fields).answer();

        assertThat(answer.tools()).extracting(ToolField::name).containsExactly("now");
        assertThat(answer.toolChoice()).isEqualTo(new ToolChoiceField(Mode.REQUIRED, ""));
        assertThat(fields.unread()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"'auto' | AUTO |", "'none' | NONE |", "{'name':'add'} | FUNCTION | add"})
    void functionsAreToolsOfWhichOneIsCalled(String call, Mode mode, String name) {
        Fields fields = fields("{" + HI + ",'functions':[{'name':'add','description':'Adds.','parameters':"
                + "{'type':'object'}}],'function_call':" + call + "}");

        ChatCompletionRequest request = ChatCompletionRequest.fromJson(fields);

        assertThat(request.functions()).isTrue();
        assertThat(request.answer().tools()).extracting(ToolField::name).containsExactly("add");
        assertThat(request.answer().toolChoice()).isEqualTo(new ToolChoiceField(mode, name == null ? "" : name));
        assertThat(request.answer().parallelCalls()).isFalse();
        assertThat(fields.unread()).isEmpty();
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
