package io.mullama.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls whose arguments are a JSON object behind the name. */
final class NamedCallsTest {
    private static final String ADD = "add {\"a\": 1}";
    private static final Map<String, String> TWO_CALLS = Map.of(
            "deepseek",
            "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>add\n```json\n{\"a\": 1}\n```"
                    + "<｜tool▁call▁end｜>\n<｜tool▁call▁begin｜>function<｜tool▁sep｜>now\n```json\n{}```"
                    + "<｜tool▁call▁end｜><｜tool▁calls▁end｜>",
            "deepseek-v3.1",
            "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>add<｜tool▁sep｜>{\"a\": 1}<｜tool▁call▁end｜>"
                    + "<｜tool▁call▁begin｜>now<｜tool▁sep｜>{}<｜tool▁call▁end｜><｜tool▁calls▁end｜>",
            "mistral",
            "[TOOL_CALLS]add[ARGS]{\"a\": 1}[TOOL_CALLS]now[ARGS]{}",
            "functionary-v3.1",
            "<function=add>{\"a\": 1}</function><function=now></function>",
            "functionary-v3.2",
            ">>>add\n{\"a\": 1}>>>now\n{}",
            "solar",
            "<|end|><|begin|>assistant<|tool_calls|><|tool_call:begin|>id0<|tool_call:name|>add<|tool_call:args|>"
                    + "{\"a\": 1}<|tool_call:end|><|tool_call:begin|>id1<|tool_call:name|>now<|tool_call:args|>{}"
                    + "<|tool_call:end|><|calls|>");

    @Test
    void aRowOfCallsFollowsTheContent() {
        TWO_CALLS.forEach((format, calls) -> assertThat(CallReadings.of(format, "Well.\n\n" + calls))
                .as(format)
                .containsExactly("content Well.", "call 0 id0 " + ADD, "call 1 id1 now {}"));
    }

    @Test
    void contentMayFollowTheCalls() {
        TWO_CALLS.forEach(
                (format, calls) -> assertThat(Readings.read(CallReadings.syntax(format), List.of(calls, "\nDone.")))
                        .as(format)
                        .containsExactly("call 0 id0 " + ADD, "call 1 id1 now {}", "content Done."));
    }

    @Test
    void anAnswerCutOffAnywhereKeepsWhatThereIs() {
        TWO_CALLS.forEach((format, calls) -> {
            for (int end = 0; end <= calls.length(); end++) {
                List<String> lines = Readings.read(CallReadings.syntax(format), List.of(calls.substring(0, end)));
                boolean refused = lines.equals(List.of("content " + calls.substring(0, end)));
                boolean read = lines.stream().allMatch(line -> line.startsWith("call "));
                assertThat(refused || read)
                        .as("%s: %s", calls.substring(0, end), lines)
                        .isTrue();
            }
        });
    }

    @Test
    void deepSeekMayForgetWhatStandsAroundCalls() {
        assertThat(CallReadings.of("deepseek-v3.1", "<｜tool▁call▁begin｜>add<｜tool▁sep｜>{\"a\": 1}"))
                .containsExactly("call 0 id0 " + ADD);
        assertThat(CallReadings.of(
                        "deepseek", "<｜tool▁calls｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>add\n```json\n{\"a\": 1}```"))
                .containsExactly("call 0 id0 " + ADD);
    }

    @Test
    void oneDeepSeekIsNotTheOther() {
        String first = "<｜tool▁call▁begin｜>function<｜tool▁sep｜>add\n```json\n{}\n```<｜tool▁call▁end｜>";
        String second = "<｜tool▁call▁begin｜>add<｜tool▁sep｜>{}<｜tool▁call▁end｜>";

        assertThat(CallReadings.of("deepseek-v3.1", first)).containsExactly("content " + first);
        assertThat(CallReadings.of("deepseek", second)).containsExactly("content " + second);
    }

    @Test
    void kimiNamesCallsItself() {
        assertThat(CallReadings.of(
                        "kimi-k2",
                        "Hm.<|tool_calls_section_begin|><|tool_call_begin|>functions.add:0<|tool_call_argument_begin|>"
                                + "{\"a\": 1}<|tool_call_end|><|tool_calls_section_end|>"))
                .containsExactly("content Hm.", "call 0 functions.add:0 " + ADD);
    }

    @Test
    void kimiMayForgetEverythingAroundCalls() {
        assertThat(Readings.read(
                        CallReadings.syntax("kimi-k2"),
                        List.of("<|tool_call_begin|>functions.add:3<|tool_call_argument_begin|>{\"a\": 1}"
                                + "<|tool_call_begin|>functions.now:4<|tool_call_argument_begin|>{}")))
                .containsExactly("call 0 functions.add:3 " + ADD, "call 1 functions.now:4 now {}");
        assertThat(CallReadings.of("kimi-k2", "<|tool_call_begin|>add<|tool_call_argument_begin|>{\"a\": 1}"))
                .containsExactly("call 0 id0 " + ADD);
    }

    @Test
    void mistralMayGiveAnIdentifier() {
        assertThat(CallReadings.of("mistral", "[TOOL_CALLS]add[CALL_ID]123456789[ARGS]{\"a\": 1}"))
                .containsExactly("call 0 123456789 " + ADD);
    }

    @Test
    void functionarySpeaksToSomebodyFromTheFirstLetterOn() {
        assertThat(CallReadings.of("functionary-v3.2", "all\nHello, all.")).containsExactly("content Hello, all.");
        assertThat(CallReadings.of("functionary-v3.2", "add\n{\"a\": 1}")).containsExactly("call 0 id0 " + ADD);
        assertThat(CallReadings.of("functionary-v3.2", "all\nHm.>>>add\n{\"a\": 1}>>>all\nDone."))
                .containsExactly("content Hm.", "call 0 id0 " + ADD, "content Done.");
        assertThat(CallReadings.of("functionary-v3.2", "nobody\n{\"a\": 1} >>> x"))
                .containsExactly("content nobody\n{\"a\": 1} >>> x");
    }

    @Test
    void argumentsMayHoldEverythingThatJsonCan() {
        assertThat(CallReadings.of(
                        "mistral",
                        "[TOOL_CALLS]edit[ARGS]{\"text\": \"}[ARGS]\\\"\\u00e9🏔\", \"x\": [{\"y\": \"]\"}]} "))
                .containsExactly("call 0 id0 edit {\"text\": \"}[ARGS]\\\"\\u00e9🏔\", \"x\": [{\"y\": \"]\"}]}");
    }

    @Test
    void whatIsNoCallIsContent() {
        for (String text : List.of(
                "Write <function=add> and so on.",
                "<function=",
                "<function=a b>{}</function>",
                "<function=" + "x".repeat(300) + ">{}</function>",
                "x <function=add>\n<parameter=a>\n1\n</parameter></function>")) {
            assertThat(Readings.read(CallReadings.syntax("functionary-v3.1"), List.of(text)))
                    .containsExactly("content " + text);
        }
    }
}
