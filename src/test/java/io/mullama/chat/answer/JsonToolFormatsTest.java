package io.mullama.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.chat.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The formats whose calls are JSON objects, each in every way in which an answer can be cut. */
final class JsonToolFormatsTest {
    private static final List<ToolDefinition> TOOLS = Tools.named("add", "sub");

    static List<JsonToolFormat> marked() {
        return ToolFormats.KNOWN.stream()
                .filter(JsonToolFormat.class::isInstance)
                .map(JsonToolFormat.class::cast)
                .filter(format -> !format.begins().isEmpty())
                .toList();
    }

    private static AnswerSyntax syntax(ToolFormat format) {
        return new AnswerSyntax(ThinkingFormats.THINK, false, format, TOOLS);
    }

    private static List<String> read(String format, String answer) {
        return Readings.of(syntax(ToolFormats.named(format).orElseThrow()), answer);
    }

    private static String call(JsonToolFormat format, String name, String arguments) {
        return format.keyed()
                ? "{\"" + name + "\": " + arguments + "}"
                : "{\"name\": \"" + name + "\", \"arguments\": " + arguments + "}";
    }

    @ParameterizedTest
    @MethodSource("marked")
    void everyFormatReadsOneCall(JsonToolFormat format) {
        String begin = format.begins().get(0);
        String call = call(format, "add", "{\"a\": \"}\\\"\\u00e9 ü\", \"b\": [{}, -1]}");

        assertThat(Readings.of(syntax(format), begin + call + format.end()))
                .isEqualTo(Readings.of(syntax(format), begin + " [" + call + "]\n" + format.end()))
                .containsExactly("call 0 id0 add {\"a\": \"}\\\"\\u00e9 ü\", \"b\": [{}, -1]}");
    }

    @ParameterizedTest
    @MethodSource("marked")
    void everyFormatReadsSeveralBetweenThoughtAndContent(JsonToolFormat format) {
        String begin = format.begins().get(0);
        String calls = "[" + call(format, "add", "{}") + ", " + call(format, "sub", "{\"x\":null}") + "]";
        String row = begin + call(format, "add", "{}") + format.end() + "\n" + begin
                + call(format, "sub", "{\"x\":null}") + format.end();

        for (String written : List.of(begin + calls + format.end(), row)) {
            assertThat(Readings.read(syntax(format), List.of("<think>Hm.</think>\nWell.\n" + written + "\nDone.")))
                    .containsExactly(
                            "thinking Hm.",
                            "content Well.",
                            "call 0 id0 add {}",
                            "call 1 id1 sub {\"x\":null}",
                            "content Done.");
        }
        assertThat(Readings.of(syntax(format), begin + calls + format.end())).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("marked")
    void everyFormatLeavesWhatIsNoCallAsContent(JsonToolFormat format) {
        String begin = format.begins().get(0);

        for (String text : List.of("Say " + begin + " me", begin, begin + "[]" + format.end(), begin + "{1}")) {
            assertThat(Readings.of(syntax(format), text)).containsExactly("content " + text);
        }
    }

    @ParameterizedTest
    @MethodSource("marked")
    void everyFormatEndsACallThatIsCutOff(JsonToolFormat format) {
        String answer = format.begins().get(0) + call(format, "add", "{\"a\":[\"x\"]}");
        int arguments = answer.indexOf("{\"a\"");

        for (int end = arguments + 1; end < answer.length() - 1; end++) {
            assertThat(Readings.read(syntax(format), List.of(answer.substring(0, end))))
                    .containsExactly("call 0 id0 add " + answer.substring(arguments, end));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "command ¦ <|START_ACTION|>[\\n {\"tool_call_id\": \"7\", \"tool_name\": \"add\", \"parameters\": {}}\\n]<|END_ACTION|> ¦ call 0 7 add {}",
                "command-r ¦ Action: ```json\\n[{\"tool_name\": \"add\", \"parameters\": {}}]``` ¦ call 0 id0 add {}",
                "hermes ¦ <tool_call>{\"type\":\"function\",\"function\":{\"name\":\"add\",\"arguments\":{\"a\":1}}}</tool_call> ¦ call 0 id0 add {\"a\":1}",
                "hermes ¦ <tool_call>{\"function\":\"add\",\"id\":\"x\",\"arguments\":\"\"}</tool_call> ¦ call 0 x add {}",
                "hermes ¦ <tool_call>{\"arguments\":\"{\\\"a\\\":1}\",\"name\":\"add\"}</tool_call> ¦ call 0 id0 add {\"a\":1}",
                "mistral-list ¦ [TOOL_CALLS] [{\"name\": \"add\", \"arguments\": {}, \"id\": \"abc\"}] ¦ call 0 id0 add {}",
            })
    void spellingsDiffer(String format, String answer, String expected) {
        assertThat(read(format, answer.replace("\\n", "\n"))).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"llama", "json"})
    void bareObjectsAreCallsOfKnownToolsAtTheBeginningAlone(String format) {
        assertThat(read(format, " {\"name\": \"add\", \"parameters\": {\"a\": 1}}"))
                .containsExactly("call 0 id0 add {\"a\": 1}");
        assertThat(read(format, "<think>Hm.</think>{\"type\":\"function\",\"name\":\"add\",\"parameters\":{}}"))
                .containsExactly("thinking Hm.", "call 0 id0 add {}");
        assertThat(read(format, "{\"name\": \"mul\", \"parameters\": {}}"))
                .containsExactly("content {\"name\": \"mul\", \"parameters\": {}}");
        assertThat(read(format, "So {\"name\": \"add\"}")).containsExactly("content So {\"name\": \"add\"}");
        assertThat(read(format, "{\"sum\": {\"name\": \"add\"}}"))
                .containsExactly("content {\"sum\": {\"name\": \"add\"}}");
        assertThat(read(format, "{")).containsExactly("content {");
    }

    @Test
    void anObjectThatIsNoCallIsToldBeforeItEnds() {
        List<AnswerEvent> events = new ArrayList<>();
        AnswerParser parser =
                new AnswerParser(syntax(ToolFormats.named("llama").orElseThrow()), events::add, () -> "id");

        parser.append("{\"sum\": [1,");

        assertThat(events).containsExactly(new AnswerEvent.Content("{\"sum\": [1,"));
    }

    @ParameterizedTest
    @CsvSource({"llama", "json"})
    void bareObjectsMayFollowEachOther(String format) {
        List<String> calls = List.of("call 0 id0 add {}", "call 1 id1 sub {}");
        String add = "{\"name\":\"add\",\"parameters\":{}}";
        String sub = "{\"name\":\"sub\",\"parameters\":{}}";

        assertThat(Readings.read(syntax(ToolFormats.named(format).orElseThrow()), List.of(add + "; " + sub)))
                .isEqualTo(calls);
        assertThat(read(format, add + "\n" + sub)).isEqualTo(calls);
        assertThat(read(format, "[" + add + "," + sub + "]")).isEqualTo(calls);
        assertThat(read(format, add + "; hello")).containsExactly("call 0 id0 add {}", "content ; hello");
    }

    @Test
    void llamaTagsPython() {
        assertThat(read("llama", "<|python_tag|>{\"name\": \"add\", \"parameters\": {}}"))
                .containsExactly("call 0 id0 add {}");
        assertThat(read("llama", "So <|python_tag|>brave_search.call(query=\"a \\\"b\\\", (c)\", n=2, x=True)"))
                .containsExactly(
                        "content So", "call 0 id0 brave_search {\"query\":\"a \\\"b\\\", (c)\",\"n\":2,\"x\":true}");
        assertThat(read("llama", "<|python_tag|>now.call()")).containsExactly("call 0 id0 now {}");
        assertThat(read("llama", "<|python_tag|>print(1)")).containsExactly("content <|python_tag|>print(1)");
    }

    @Test
    void llamaRunsPythonWhereThereIsAToolForIt() {
        AnswerSyntax python = new AnswerSyntax(
                null, false, ToolFormats.named("llama").orElseThrow(), List.of(Tools.withStrings("python", "program")));

        assertThat(Readings.of(python, "<|python_tag|>x = \"a\"\nprint(x)"))
                .containsExactly("call 0 id0 python {\"program\":\"x = \\\"a\\\"\\nprint(x)\"}");
    }
}
