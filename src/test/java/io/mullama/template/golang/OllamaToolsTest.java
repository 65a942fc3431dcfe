package io.mullama.template.golang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tools, their calls and answers, and thinking, as Ollama's templates see them. */
class OllamaToolsTest {
    private static final OllamaMessage CALL = new OllamaMessage(
            "assistant",
            "",
            "Let me see.",
            List.of(new OllamaMessage.ToolCall("c1", "weather", Map.of("place", "Rome<", "days", 2))),
            OllamaMessage.ToolAnswer.NONE);
    private static final OllamaMessage ANSWER =
            new OllamaMessage("tool", "sunny", "", List.of(), new OllamaMessage.ToolAnswer("weather", "c1"));

    private static Map<String, Object> tool() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("place", Map.of("type", "string", "description", "A town"));
        properties.put("days", map("type", List.of("integer", "null"), "minimum", 1));
        properties.put("unit", Map.of("anyOf", List.of(Map.of("type", "boolean"), Map.of("type", "array"))));
        Map<String, Object> parameters = map("properties", properties, "type", "object");
        parameters.put("required", List.of("place"));
        return map("function", map("parameters", parameters, "name", "weather"), "type", "function");
    }

    private static Map<String, Object> map(String first, Object one, String second, Object two) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }

    private static String render(String source, List<Map<String, ?>> tools, OllamaConversation.Thinking thinking) {
        OllamaTemplate template = OllamaTemplate.parse("test", source + "{{ if .Messages }}{{ end }}");
        List<OllamaMessage> messages = List.of(new OllamaMessage("user", "Hi"), CALL, ANSWER);
        return GoRendering.marked(
                template.render(new OllamaConversation(messages, tools, thinking), GoRendering.OPTIONS));
    }

    private static String render(String source) {
        return render(source, List.of(tool()), OllamaConversation.Thinking.UNSET);
    }

    @Test
    void toolsPrintAsJsonInOllamasOrder() {
        String function = "{\"name\":\"[weather]\",\"parameters\":{\"type\":\"[object]\",\"required\":[\"[place]\"],"
                + "\"properties\":{\"[days]\":{\"type\":[\"[integer]\",\"[null]\"],\"[minimum]\":1},"
                + "\"[place]\":{\"type\":\"[string]\",\"description\":\"[A town]\"},"
                + "\"[unit]\":{\"anyOf\":[{\"type\":\"[boolean]\"},{\"type\":\"[array]\"}]}}}}";
        String tool = "{\"type\":\"[function]\",\"function\":" + function + "}";
        assertThat(render("{{ .Tools }}")).isEqualTo("[" + tool + "]");
        assertThat(render("{{ json .Tools }}")).isEqualTo("[" + tool + "]");
        assertThat(render("{{ range .Tools }}{{ . }}{{ end }}")).isEqualTo(tool);
        assertThat(render("{{ range .Tools }}{{ .Function }}{{ end }}")).isEqualTo(function);
    }

    @Test
    void toolsAreReadFieldByField() {
        assertThat(render("{{ range .Tools }}{{ .Type }} {{ .Function.Name }} <{{ .Function.Description }}> "
                        + "{{ range $name, $p := .Function.Parameters.Properties }}{{ $name }}: {{ $p.Type }}|"
                        + "{{ $p | toTypeScriptType }}{{ if $p.Description }} {{ $p.Description }}{{ end }};"
                        + "{{ end }}{{ .Function.Parameters.Required }}{{ end }}"))
                .isEqualTo("[function] [weather] <> [days]: [[integer] [null]]|number | null;"
                        + "[place]: [string]|string [A town];[unit]: |boolean | any[];[[place]]");
    }

    @Test
    void typesOfTypeScriptAreNamed() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("a", Map.of("type", "object"));
        properties.put("b", Map.of("type", "array"));
        properties.put("c", Map.of("type", "number"));
        properties.put("d", Map.of("type", "date"));
        properties.put("e", Map.of());
        Map<String, Object> tool = Map.of("function", Map.of("parameters", Map.of("properties", properties)));
        assertThat(render(
                        "{{ range .Tools }}{{ range .Function.Parameters.Properties }}{{ toTypeScriptType . }};{{ end }}"
                                + "{{ end }}",
                        List.of(tool),
                        OllamaConversation.Thinking.UNSET))
                .isEqualTo("Record<string, any>;any[];number;any;any;");
    }

    @Test
    void aToolMayLackAlmostEverything() {
        List<Map<String, ?>> tools = List.of(Map.of(), Map.of("function", Map.of("parameters", "odd")));
        assertThat(render("{{ .Tools }}", tools, OllamaConversation.Thinking.UNSET))
                .isEqualTo(
                        "[{\"type\":\"\",\"function\":{\"name\":\"\",\"parameters\":{\"type\":\"\",\"properties\":{}}}},"
                                + "{\"type\":\"\",\"function\":{\"name\":\"\",\"parameters\":\"[odd]\"}}]");
    }

    @Test
    void withoutToolsThereIsNothingToShow() {
        assertThat(render("{{ if .Tools }}a{{ else }}b{{ end }}", List.of(), OllamaConversation.Thinking.UNSET))
                .isEqualTo("b");
    }

    @Test
    void callsAndTheirAnswersAreReadFieldByField() {
        assertThat(render("{{ range .Messages }}{{ .Role }}{{ range .ToolCalls }} {{ .ID }} {{ .Function.Index }} "
                        + "{{ .Function.Name }} {{ .Function.Arguments }}"
                        + "{{ range $k, $v := .Function.Arguments }} {{ $k }}={{ $v }}{{ end }}{{ end }}"
                        + "{{ if .ToolName }} {{ .ToolName }} {{ .ToolCallID }}{{ end }};{{ end }}"))
                .isEqualTo("user;assistant [c1] 0 [weather] {\"[days]\":2,\"[place]\":\"[Rome\\u003c]\"} "
                        + "[days]=2 [place]=[Rome<];tool [weather] [c1];");
    }

    @Test
    void messagesAndCallsHaveTheirJson() {
        assertThat(render("{{ range .Messages }}{{ json . }}{{ end }}"))
                .isEqualTo(
                        "{\"role\":\"user\",\"content\":\"[Hi]\"}"
                                + "{\"role\":\"assistant\",\"content\":\"\",\"thinking\":\"[Let me see.]\",\"tool_calls\":"
                                + "[{\"id\":\"[c1]\",\"function\":{\"name\":\"[weather]\",\"arguments\":"
                                + "{\"[days]\":2,\"[place]\":\"[Rome\\u003c]\"}}}]}"
                                + "{\"role\":\"tool\",\"content\":\"[sunny]\",\"tool_name\":\"[weather]\",\"tool_call_id\":\"[c1]\"}");
    }

    @Test
    void thinkingIsInMessagesAndSettings() {
        String source = "{{ .Think }} {{ .IsThinkSet }} <{{ .ThinkLevel }}>";
        assertThat(render(source)).isEqualTo("false false <>");
        assertThat(render(source, List.of(), OllamaConversation.Thinking.OFF)).isEqualTo("false true <>");
        assertThat(render(source, List.of(), OllamaConversation.Thinking.ON)).isEqualTo("true true <[medium]>");
        assertThat(render(source, List.of(), OllamaConversation.Thinking.of("high")))
                .isEqualTo("true true <[high]>");
        assertThat(render("{{ range .Messages }}{{ .Thinking }}{{ .Images }}{{ end }}"))
                .isEqualTo("[][Let me see.][][]");
    }

    @Test
    void aFieldThatMessagesDoNotHaveIsAnError() {
        assertThatThrownBy(() -> render("{{ range .Messages }}\n{{ .Name }}{{ end }}"))
                .hasMessage("test:2:4: there is no field 'Name' in a message");
        assertThatThrownBy(() -> render("{{ range .Tools }}{{ .Function.Nope }}{{ end }}"))
                .hasMessage("test:1:22: there is no field 'Nope' in a tool's function");
    }

    @Test
    void typesThatAreNoStringsAreAnError() {
        Map<String, Object> odd = Map.of("x", Map.of("type", Arrays.asList(1, null)));
        Map<String, Object> tool = Map.of("function", Map.of("parameters", Map.of("properties", odd)));
        assertThatThrownBy(() -> render(
                        "{{ range .Tools }}{{ toTypeScriptType .Function.Parameters.Properties.x }}{{ end }}",
                        List.of(tool),
                        OllamaConversation.Thinking.UNSET))
                .hasMessage("test:1:22: toTypeScriptType: a type is a string, not an integer");
    }
}
