package io.mullama.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FieldPathsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':{'b':null},'c':[1,2]}                                  | a, a.b, c",
                "{'messages':[{'role':'user'},{'role':'tool'}]}             | messages, messages[].role = tool, "
                        + "messages[].role = user",
                "[[{'x':1}]]                                                 | [][].x",
                "{'tools':[{'parameters':{'type':'object','required':[]}}]} | tools, tools[].parameters",
                "{'input':[{'type':'text'}]}                                 | input, input[].type = text",
                "{'input':{'city':'Oslo'}}                                   | input",
                "{'format':{'type':'object','properties':{}}}               | format",
                "{'text':{'format':{'type':'json_schema','schema':{'a':1}}}} | text, text.format, text.format.schema, "
                        + "text.format.type = json_schema",
                "{'a':                                                       | ``",
                "``                                                          | ``",
            })
    void fieldsAreNamedByTheirPaths(String json, String paths) {
        assertThat(String.join(", ", FieldPaths.of(json.replace('\'', '"')))).isEqualTo(paths);
    }
}
