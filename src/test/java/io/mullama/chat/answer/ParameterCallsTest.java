package io.mullama.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls whose arguments stand in tags of their own. */
final class ParameterCallsTest {
    private static final Map<String, String> CALLS = new LinkedHashMap<>();

    static {
        String qwen = "<function=edit>\n<parameter=file>\na.c\n</parameter>\n<parameter=text>\n1\n</parameter>\n"
                + "</function>\n";
        CALLS.put(
                "qwen3-coder",
                "<tool_call>\n" + qwen + "</tool_call>\n<tool_call>\n<function=now>\n</function>\n</tool_call>");
        CALLS.put(
                "seed",
                "<seed:tool_call>\n<function=edit>\n<parameter=file>a.c</parameter>\n<parameter=text>1</parameter>\n"
                        + "</function>\n</seed:tool_call>\n<seed:tool_call>\n<function=now>\n</function>\n</seed:tool_call>");
        CALLS.put(
                "glm",
                "<tool_call>edit\n<arg_key>file</arg_key>\n<arg_value>a.c</arg_value>\n<arg_key>text</arg_key>\n"
                        + "<arg_value>1</arg_value>\n</tool_call>\n<tool_call>now</tool_call>");
        CALLS.put(
                "hunyuan",
                "<tool_calls:opensource>\n<tool_call:opensource>edit<tool_sep:opensource>\n"
                        + "<arg_key:opensource>file</arg_key:opensource>\n<arg_value:opensource>a.c</arg_value:opensource>"
                        + "<arg_key:opensource>text</arg_key:opensource>\n<arg_value:opensource>1</arg_value:opensource>"
                        + "\n</tool_call:opensource>\n<tool_call:opensource>now<tool_sep:opensource>\n"
                        + "</tool_call:opensource>\n</tool_calls:opensource>");
        CALLS.put(
                "minimax-m2",
                "<minimax:tool_call>\n<invoke name=\"edit\">\n<parameter name=\"file\">a.c</parameter>\n"
                        + "<parameter name=\"text\">1</parameter>\n</invoke>\n<invoke name=\"now\">\n</invoke>\n"
                        + "</minimax:tool_call>");
        CALLS.put(
                "muse",
                "<atem:function_calls>\n<atem:invoke name=\"edit\">\n<atem:parameter name=\"file\">a.c</atem:parameter>\n"
                        + "<atem:parameter name=\"text\">1</atem:parameter>\n</atem:invoke>\n<atem:invoke name=\"now\">\n"
                        + "</atem:invoke>\n</atem:function_calls>");
        CALLS.put("deepseek-v3.2", markup("function_calls"));
        CALLS.put("deepseek-v4", markup("tool_calls"));
        CALLS.put(
                "minicpm5",
                "<function name=\"edit\"><param name=\"file\">a.c</param><param name=\"text\"><![CDATA[1]]></param>"
                        + "</function>\n<function name=\"now\"></function>");
        CALLS.put(
                "kimi-k3",
                "<|close|>response<|sep|><|open|>tools<|sep|><|open|>call tool=\"edit\" index=\"1\"<|sep|>"
                        + "<|open|>argument key=\"file\" type=\"string\"<|sep|>a.c<|close|>argument<|sep|>"
                        + "<|open|>argument key=\"text\" type=\"string\"<|sep|>1<|close|>argument<|sep|>"
                        + "<|close|>call<|sep|><|open|>call tool=\"now\" index=\"2\"<|sep|><|close|>call<|sep|>"
                        + "<|close|>tools<|sep|><|close|>message<|sep|>");
        CALLS.put(
                "minimax-m3",
                "]<]minimax[>[<tool_call>\n]<]minimax[>[<invoke name=\"edit\">]<]minimax[>[<file>a.c]<]minimax[>[</file>"
                        + "]<]minimax[>[<text>1]<]minimax[>[</text>]<]minimax[>[</invoke>\n"
                        + "]<]minimax[>[<invoke name=\"now\">]<]minimax[>[</invoke>\n]<]minimax[>[</tool_call>");
    }

    private static String markup(String row) {
        return ("<|" + row + ">\n<|invoke name=\"edit\">\n<|parameter name=\"file\" string=\"true\">a.c</|parameter>\n"
                        + "<|parameter name=\"text\" string=\"true\">1</|parameter>\n</|invoke>\n<|invoke name=\"now\">\n"
                        + "</|invoke>\n</|" + row + ">")
                .replace("|", "｜DSML｜");
    }

    @Test
    void stringsStayWhatTheyAre() {
        CALLS.forEach((format, calls) -> assertThat(CallReadings.of(format, "Well.\n\n" + calls))
                .as(format)
                .containsExactly(
                        "content Well.", "call 0 id0 edit {\"file\": \"a.c\", \"text\": \"1\"}", "call 1 id1 now {}"));
    }

    @Test
    void anAnswerCutOffAnywhereKeepsWhatThereIs() {
        CALLS.forEach((format, calls) -> {
            for (int end = 0; end <= calls.length(); end++) {
                String cut = calls.substring(0, end);
                List<String> lines = Readings.read(CallReadings.syntax(format), List.of(cut));
                List<String> letters = Readings.read(
                        CallReadings.syntax(format),
                        cut.chars().mapToObj(Character::toString).toList());
                boolean refused = lines.isEmpty() || lines.equals(List.of("content " + cut));
                boolean read = lines.stream().limit(1).allMatch(line -> line.startsWith("call 0 id0 edit "));
                assertThat(letters).as("%s: %s", format, cut).isEqualTo(lines);
                assertThat(refused || read).as("%s: %s: %s", format, cut, lines).isTrue();
            }
        });
    }

    @Test
    void aRowThatIsCutOffAfterACallLeavesNoTagBehind() {
        String calls = CALLS.getOrDefault("minimax-m2", "");
        String first = calls.substring(0, calls.indexOf("</invoke>") + "</invoke>\n".length());

        for (String rest : List.of("<inv", "</minimax:to", "<")) {
            assertThat(CallReadings.of("minimax-m2", first + rest))
                    .containsExactly("call 0 id0 edit {\"file\": \"a.c\", \"text\": \"1\"}");
        }
    }

    @Test
    void otherTypesAreJson() {
        assertThat(CallReadings.of(
                        "glm", glm("search", "limit", "null", "exact", "true", "filters", "{\"tags\":[\"a\"]}")))
                .containsExactly(
                        "call 0 id0 search {\"limit\": null, \"exact\": true, \"filters\": {\"tags\":[\"a\"]}}");
        assertThat(CallReadings.of("glm", glm("add", "a", " 1 ", "b", "many")))
                .containsExactly("call 0 id0 add {\"a\": 1, \"b\": \"many\"}");
    }

    @Test
    void whatTemplatesWriteInPythonIsJsonToo() {
        assertThat(CallReadings.of(
                        "glm", glm("search", "exact", "True", "limit", "None", "filters", "{'tags': ['it\\'s',]}")))
                .containsExactly(
                        "call 0 id0 search {\"exact\": true, \"limit\": null, \"filters\": {\"tags\": [\"it's\"]}}");
    }

    @Test
    void whatMayBeAStringIsOneIfItIsNothingElse() {
        assertThat(CallReadings.of("glm", glm("search", "name", "null")))
                .containsExactly("call 0 id0 search {\"name\": null}");
        assertThat(CallReadings.of("glm", glm("search", "name", "nullable")))
                .containsExactly("call 0 id0 search {\"name\": \"nullable\"}");
        assertThat(CallReadings.of("glm", glm("search", "name", "{\"a\": 1}")))
                .containsExactly("call 0 id0 search {\"name\": \"{\\\"a\\\": 1}\"}");
        assertThat(CallReadings.of("glm", glm("search", "query", "null")))
                .containsExactly("call 0 id0 search {\"query\": \"null\"}");
    }

    @Test
    void whatNoSchemaKnowsIsJsonIfItParses() {
        assertThat(CallReadings.of(
                        "glm", glm("other", "a", "1.50", "b", "x y", "c", "[1, {}]", "d", "\"q\"", "e", "[1")))
                .containsExactly(
                        "call 0 id0 other {\"a\": 1.50, \"b\": \"x y\", \"c\": [1, {}], \"d\": \"q\", \"e\": \"[1\"}");
    }

    private static String glm(String name, String... arguments) {
        StringBuilder call = new StringBuilder("<tool_call>" + name);
        for (int i = 0; i < arguments.length; i += 2) {
            call.append("<arg_key>" + arguments[i] + "</arg_key><arg_value>" + arguments[i + 1] + "</arg_value>");
        }
        return call + "</tool_call>";
    }

    @Test
    void oneNewlineAtEachBorderOfALineIsTheTags() {
        assertThat(CallReadings.of("qwen3-coder", qwen("edit", "text", "\n\n  x\n\n")))
                .containsExactly("call 0 id0 edit {\"text\": \"\\n  x\\n\"}");
        assertThat(CallReadings.of("qwen3-coder", qwen("edit", "text", "x")))
                .containsExactly("call 0 id0 edit {\"text\": \"x\"}");
        assertThat(CallReadings.of("qwen3-coder", qwen("edit", "text", "\n")))
                .containsExactly("call 0 id0 edit {\"text\": \"\"}");
        assertThat(CallReadings.of("qwen3-coder", qwen("edit", "text", "")))
                .containsExactly("call 0 id0 edit {\"text\": \"\"}");
    }

    @Test
    void tagsInAValueBelongToIt() {
        for (String value : List.of(
                "</param",
                "<html>\\n <b>&</b></parameter></html>",
                "<parameter=a>1</parameter> text",
                "</function>",
                "<")) {
            String written = value.replace("\\n", "\n");
            assertThat(Readings.read(
                            CallReadings.syntax("qwen3-coder"), List.of(qwen("edit", "text", "\n" + written + "\n"))))
                    .containsExactly("call 0 id0 edit {\"text\": \"" + value + "\"}");
        }
        assertThat(CallReadings.of(
                        "qwen3-coder", "<function=edit><parameter=text>a</parameter>b</parameter></function>"))
                .containsExactly("call 0 id0 edit {\"text\": \"a</parameter>b\"}");
    }

    private static String qwen(String name, String key, String value) {
        return "<tool_call>\n<function=" + name + ">\n<parameter=" + key + ">" + value
                + "</parameter>\n</function>\n</tool_call>";
    }

    @Test
    void qwenMayForgetTheOuterTag() {
        assertThat(CallReadings.of(
                        "qwen3-coder",
                        "Hm.\n<function=add>\n<parameter=a>\n1\n</parameter>\n</function>\n</tool_call>"))
                .containsExactly("content Hm.", "call 0 id0 add {\"a\": 1}");
        assertThat(CallReadings.of("qwen3-coder", "A <function=size></function> tag."))
                .containsExactly("content A <function=size></function> tag.");
    }

    @Test
    void qwenMayWriteJson() {
        assertThat(CallReadings.of("qwen3-coder", "<tool_call>\n<function=add>\n{\"a\": 1}\n</function>\n</tool_call>"))
                .containsExactly("call 0 id0 add {\"a\": 1}");
    }

    @Test
    void whatIsNoCallIsContent() {
        for (String text : List.of(
                "Say \n<tool_call> me",
                "<tool_call>\n{\"name\": \"add\"}\n</tool_call>",
                "<tool_call>\n<function=add>\nx\n</function>",
                "<tool_call><tool_call>")) {
            assertThat(CallReadings.of("qwen3-coder", text)).containsExactly("content " + text);
        }
        for (String text :
                List.of("<tool_call> me", "<tool_call>\n{\"name\": \"add\"}\n</tool_call>", "<tool_call>add")) {
            assertThat(CallReadings.of("glm", text)).containsExactly("content " + text);
        }
    }

    @Test
    void textInACallEndsIt() {
        assertThat(CallReadings.of("glm", "<tool_call>now<arg_key>a</arg_key><arg_value>1</arg_value> oh <b>"))
                .containsExactly("call 0 id0 now {\"a\": \"1</arg_value> oh <b>");
        assertThat(CallReadings.of("qwen3-coder", "<tool_call><function=now></function> oh </tool_call>"))
                .containsExactly("call 0 id0 now {}", "content oh </tool_call>");
    }

    @Test
    void deepSeekSaysItselfWhatIsAString() {
        String calls = markup("tool_calls")
                .replace("\"text\" string=\"true\">1", "\"text\" string=\"false\">[1]")
                .replace("edit", "other");

        assertThat(Readings.read(CallReadings.syntax("deepseek-v4"), List.of(calls))
                        .get(0))
                .isEqualTo("call 0 id0 other {\"file\": \"a.c\", \"text\": [1]}");
    }

    @Test
    void miniMaxWritesElementsWithinElements() {
        String call = "|<tool_call>\n|<invoke name=\"search\">|<filters>|<tags>|<item>a|</item>|<item>2|</item>|</tags>"
                + "|<score>0.5|</score>|</filters>|<exact>true|</exact>|<x>|<item>1|</item>|<item>|<y> z|</y>|</item>|</x>"
                + "|<name>|</name>|</invoke>\n|</tool_call>";

        assertThat(Readings.read(CallReadings.syntax("minimax-m3"), List.of(call.replace("|", "]<]minimax[>["))))
                .containsExactly(
                        "call 0 id0 search {\"filters\": {\"tags\": [\"a\", \"2\"], \"score\": 0.5}, \"exact\": true,"
                                + " \"x\": [1, {\"y\": \" z\"}], \"name\": \"\"}");
    }

    @Test
    void miniCpmQuotesWhatWouldCloseATag() {
        assertThat(CallReadings.of(
                        "minicpm5",
                        "<function name=\"edit\"><param name=\"text\"><![CDATA[a</param>]] b]]></param></function>"))
                .containsExactly("call 0 id0 edit {\"text\": \"a</param>]] b\"}");
    }
}
