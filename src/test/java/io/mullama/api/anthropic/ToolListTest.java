package io.mullama.api.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.ToolChoiceField;
import io.mullama.api.ToolChoiceField.Mode;
import io.mullama.api.ToolField;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ToolListTest {
    private static final String ADD = "{'name':'add','description':'Adds.','input_schema':{'type':'object'}}";

    @Test
    void aToolIsShownToModelsAsTheyKnowThem() {
        Fields fields = fields("{'tools':[{'type':'custom','name':'add','description':'Adds.','strict':true,"
                + "'input_schema':{'type':'object','properties':{'a':{'type':'integer'}}},'defer_loading':true,"
                + "'eager_input_streaming':true,'cache_control':{'type':'ephemeral'},'input_examples':[{'a':1}]}]}");

        List<ToolField> tools = ToolList.read(fields, new Notes());

        assertThat(tools)
                .extracting(tool -> tool.json().toString())
                .containsExactly("{\"type\":\"function\",\"function\":{\"name\":\"add\",\"description\":\"Adds.\","
                        + "\"parameters\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}}}");
        assertThat(fields.unread()).isEmpty();
    }

    @Test
    void toolsThatTheClientRunsAreDescribedByTheirTypes() {
        List<ToolField> tools = ToolList.read(
                fields("{'tools':[{'type':'bash_20250124','name':'bash'},{'type':'text_editor_20250728',"
                        + "'name':'str_replace_based_edit_tool','max_characters':9},"
                        + "{'type':'memory_20250818','name':'memory'}]}"),
                new Notes());

        assertThat(tools).extracting(ToolField::name).containsExactly("bash", "str_replace_based_edit_tool", "memory");
        assertThat(tools).allSatisfy(tool -> {
            assertThat(tool.parameters().at("/properties/command/type").asText())
                    .isEqualTo("string");
            assertThat(tool.json().at("/function/description").asText()).isNotBlank();
        });
        assertThat(tools.get(1).parameters().get("required")).hasToString("[\"command\",\"path\"]");
    }

    @Test
    void toolsThatOnlyAnthropicsServersRunAreLeftOutAndSaid() {
        Notes notes = new Notes();

        assertThat(ToolList.read(
                        fields("{'tools':[{'type':'web_search_20250305','name':'web_search'}," + ADD + "]}"), notes))
                .extracting(ToolField::name)
                .containsExactly("add");
        assertThat(notes.lines())
                .containsExactly(
                        "'tools[0].type' is \"web_search_20250305\", a tool that only Anthropic's servers run, and"
                                + " was left out");
    }

    @Test
    void aToolThatAnswersWithPicturesIsLeftOutAndSaid() {
        Notes notes = new Notes();
        Fields fields = fields("{'tools':[{'type':'computer_20250124','name':'computer','display_width_px':9,"
                + "'display_height_px':9,'display_number':1}]}");

        assertThat(ToolList.read(fields, notes)).isEmpty();
        assertThat(notes.lines())
                .containsExactly("'tools[0].type' is \"computer_20250124\", which the model cannot use, as it reads no"
                        + " images, and was left out");
        assertThat(fields.unread()).isEmpty();
    }

    @Test
    void namesMayBeAsLongAsAgentsMakeThem() {
        String name = "mcp__" + "server_".repeat(10) + "_tool";

        assertThat(ToolList.read(fields("{'tools':[{'name':'" + name + "','input_schema':{}}]}"), new Notes()))
                .extracting(ToolField::name)
                .containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'input_schema':{}}] | 'tools[0].name' is missing",
                "[{'name':'a b','input_schema':{}}] | 'tools[0].name' must have 1 to 128 letters, digits and signs among"
                        + " _ - . : /, and nothing else",
                "[{'name':'a'}] | 'tools[0].input_schema' is missing",
                "[{'name':'a','input_schema':'x'}] | 'tools[0].input_schema' must be a JSON Schema, an object",
                "[{'name':'a','input_schema':{'type':'string'}}] | 'tools[0].input_schema' must be of type object",
                "[{'name':'a','input_schema':{}},{'name':'a','input_schema':{}}] |"
                        + " 'tools' has two tools of the name \"a\"",
                "7 | 'tools' must be a list, not 7",
            })
    void whatIsWrongIsRefusedByItsName(String tools, String problem) {
        assertThatThrownBy(() -> ToolList.read(fields("{'tools':" + tools + "}"), new Notes()))
                .hasMessage(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'auto'} | AUTO | true",
                "{'type':'auto','disable_parallel_tool_use':true} | AUTO | false",
                "{'type':'any','disable_parallel_tool_use':false} | REQUIRED | true",
                "{'type':'tool','name':'add'} | FUNCTION | true",
                "{'type':'none'} | NONE | true",
            })
    void aChoiceIsMadeAmongThem(String choice, Mode mode, boolean parallel) {
        ToolUseChoice read = choice(choice);

        assertThat(read.choice()).isEqualTo(new ToolChoiceField(mode, mode == Mode.FUNCTION ? "add" : ""));
        assertThat(read.parallel()).isEqualTo(parallel);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'all'} | 'tool_choice.type' must be auto, any, tool or none, not \"all\"",
                "{'type':'tool'} | 'tool_choice.name' is missing",
                "{'type':'tool','name':'sub'} |"
                        + " 'tool_choice.name' is \"sub\", and 'tools' has none of that name that the model could use",
                "'auto' | 'tool_choice' must be a JSON object, not \"auto\"",
            })
    void aChoiceThatCannotBeMadeIsRefused(String choice, String problem) {
        assertThatThrownBy(() -> choice(choice)).hasMessage(problem);
    }

    @Test
    void nothingCanBeCalledWhereThereIsNoTool() {
        assertThatThrownBy(() -> ToolUseChoice.read(fields("{'tool_choice':{'type':'any'}}"), List.of()))
                .hasMessage("'tool_choice.type' is any, and 'tools' has none that the model could use");
    }

    private static ToolUseChoice choice(String choice) {
        Fields fields = fields("{'tools':[" + ADD + "],'tool_choice':" + choice + "}");
        return ToolUseChoice.read(fields, ToolList.read(fields, new Notes()));
    }

    private static Fields fields(String body) {
        return Json.fields(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
