package io.mullama.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls that look like code. */
final class LiteralCallsTest {
    private static String lfm(String calls) {
        return "<|tool_call_start|>[" + calls + "]<|tool_call_end|>";
    }

    private static List<String> python(String arguments) {
        return Readings.read(CallReadings.syntax("lfm2"), List.of(lfm("f(" + arguments + ")")));
    }

    @Test
    void aListOfPythonCallsIsRead() {
        assertThat(CallReadings.of("lfm2", "Hm. " + lfm("add(a=1, b = 2.5), Cal.now()") + "\nOk."))
                .containsExactly(
                        "content Hm.", "call 0 id0 add {\"a\": 1, \"b\": 2.5}", "call 1 id1 Cal.now {}", "content Ok.");
    }

    @Test
    void pythonValuesBecomeJson() {
        assertThat(python("a=True, b=None, c=false, d=-1e5, e=1_000, f=.5, g=0x1F, h=+3., i=red"))
                .containsExactly(
                        "call 0 id0 f {\"a\": true, \"b\": null, \"c\": false, \"d\": -1e5, \"e\": 1000, \"f\": 0.5,"
                                + " \"g\": 31, \"h\": 3.0, \"i\": \"red\"}");
        assertThat(python("a=[1, 'x', (True, None),], b={'k': \"it's\", \"l\": {}, 1: []}"))
                .containsExactly(
                        "call 0 id0 f {\"a\": [1, \"x\", [true, null]], \"b\": {\"k\": \"it's\", \"l\": {}, \"1\": []}}");
    }

    @Test
    void pythonStringsAreUnescapedForEveryCut() {
        assertThat(CallReadings.of("lfm2", lfm("f(a='it\\'s \"q\"', b=\"\\n\\x41\\u00e9\\d\\\\\", c='')")))
                .containsExactly("call 0 id0 f {\"a\": \"it's \\\"q\\\"\", \"b\": \"\\nAé\\\\d\\\\\", \"c\": \"\"}");
        assertThat(CallReadings.of("lfm2", lfm("f(a='''x'\n\"\"''', b=r'\\d', c='🏔', d='\\U0001F3D4')")))
                .containsExactly(
                        "call 0 id0 f {\"a\": \"x'\\n\\\"\\\"\", \"b\": \"\\\\d\", \"c\": \"🏔\", \"d\": \"🏔\"}");
    }

    @Test
    void aQuoteWithinAStringMayBeALetter() {
        assertThat(CallReadings.of("lfm2", lfm("f(a='it's \"so\" ', b=[\"5\" wide\" ])")))
                .containsExactly("call 0 id0 f {\"a\": \"it's \\\"so\\\" \", \"b\": [\"5\\\" wide\"]}");
    }

    @Test
    void aPythonCallThatIsCutOffKeepsWhatThereIs() {
        assertThat(CallReadings.of("lfm2", "<|tool_call_start|>[add(a=12"))
                .containsExactly("call 0 id0 add {\"a\": 12");
        assertThat(CallReadings.of("lfm2", "<|tool_call_start|>[add(a='x"))
                .containsExactly("call 0 id0 add {\"a\": \"x");
        assertThat(CallReadings.of("lfm2", "<|tool_call_start|>[add(a=")).containsExactly("call 0 id0 add {\"a\": ");
        assertThat(CallReadings.of("lfm2", lfm("add(a=1)").replace("]<|tool_call_end|>", "]<|tool")))
                .containsExactly("call 0 id0 add {\"a\": 1}");
        assertThat(CallReadings.of("lfm2", "<|tool_call_start|>[add("))
                .containsExactly("content <|tool_call_start|>[add(");
    }

    @Test
    void whatIsNoPythonCallIsContent() {
        for (String text :
                List.of("See [link](http://x) and f(a=1).", lfm("x, y"), lfm(""), lfm("f(1)"), "<|tool_call_start|>")) {
            assertThat(CallReadings.of("lfm2", text)).containsExactly("content " + text);
        }
    }

    @Test
    void bareCallsStandAtTheBeginningAndAreOfKnownTools() {
        assertThat(CallReadings.of("llama4", "[add(a=1), now()]"))
                .containsExactly("call 0 id0 add {\"a\": 1}", "call 1 id1 now {}");
        assertThat(CallReadings.of("llama4", "<|python_start|>[add(a=1)]<|python_end|>"))
                .containsExactly("call 0 id0 add {\"a\": 1}");
        assertThat(CallReadings.of("llama4", "[print(a=1)]")).containsExactly("content [print(a=1)]");
        assertThat(CallReadings.of("llama4", "So [add(a=1)]")).containsExactly("content So [add(a=1)]");
    }

    @Test
    void callsMayStandInLines() {
        assertThat(CallReadings.of("olmo3", "<function_calls>\nadd(a=1)\nnow()\n</function_calls>"))
                .containsExactly("call 0 id0 add {\"a\": 1}", "call 1 id1 now {}");
    }

    @Test
    void gemmaHasQuotesOfItsOwn() {
        assertThat(
                        CallReadings.of(
                                "gemma4",
                                "<|tool_call>call:edit{file:<|\"|>a \"b\"\\n{<|\"|>,n:-7}<tool_call|><|tool_call>call:now{}<tool_call|>"))
                .containsExactly("call 0 id0 edit {\"file\": \"a \\\"b\\\"\\\\n{\", \"n\": -7}", "call 1 id1 now {}");
        assertThat(
                        Readings.read(
                                CallReadings.syntax("gemma4"),
                                List.of(
                                        "<|tool_call>call:f{a:[<|\"|>x<|\"|>,{}],b:{c:None,d:true},e:New York,\"f\":\"g\"}<tool_call|>")))
                .containsExactly(
                        "call 0 id0 f {\"a\": [\"x\", {}], \"b\": {\"c\": null, \"d\": true}, \"e\": \"New York\","
                                + " \"f\": \"g\"}");
        assertThat(CallReadings.of(
                        "functiongemma", "<start_function_call>call:edit{file:<escape>a<b<escape>}<end_function_call>"))
                .containsExactly("call 0 id0 edit {\"file\": \"a<b\"}");
    }

    @Test
    void aGemmaCallThatIsCutOffKeepsWhatThereIs() {
        assertThat(CallReadings.of("gemma4", "<|tool_call>call:edit{file:<|\"|>a<|"))
                .containsExactly("call 0 id0 edit {\"file\": \"a<|");
        assertThat(CallReadings.of("gemma4", "<|tool_call>call:edit{file:<|\"|>a<|\"|>}<tool_"))
                .containsExactly("call 0 id0 edit {\"file\": \"a\"}");
        assertThat(CallReadings.of("gemma4", "<|tool_call>call:ed")).containsExactly("content <|tool_call>call:ed");
    }
}
