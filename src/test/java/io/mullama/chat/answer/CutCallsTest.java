package io.mullama.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.chat.ToolDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that end within their calls, because there were to be no more tokens. */
final class CutCallsTest {
    private static final ThinkingFormat THINK = new ThinkingFormat("think", "<think>", "</think>");
    private static final ToolFormat HERMES = ToolFormats.named("hermes").orElseThrow();
    private static final String ARGUMENTS = "{\"file\": \"a.c\", \"text\": \"x y\"}";
    private static final List<ToolDefinition> TOOLS = List.of(Tools.withStrings("edit", "file", "text"));
    private static final AnswerSyntax SYNTAX = new AnswerSyntax(THINK, false, HERMES, TOOLS);

    /** A call in every format. */
    static Stream<Map.Entry<String, String>> calls() {
        Map<String, String> calls = new LinkedHashMap<>();
        List<Call> edit = List.of(new Call("edit", CallReadings.json(ARGUMENTS)));
        CallWriters.ALL.forEach((format, writer) -> calls.put(format, writer.apply(edit)));
        for (ToolFormat format : ToolFormats.KNOWN) {
            if (format instanceof JsonToolFormat json) {
                String begin = json.begins().isEmpty() ? "" : json.begins().get(0);
                String object = json.keyed()
                        ? "{\"edit\": " + ARGUMENTS + "}"
                        : "{\"name\": \"edit\", \"arguments\": " + ARGUMENTS + "}";
                calls.put(format.name(), begin + (json.shape().list() ? "[" + object + "]" : object) + json.end());
            }
        }
        calls.put("llama", "{\"name\": \"edit\", \"parameters\": " + ARGUMENTS + "}");
        calls.put(
                "harmony",
                "<|channel|>commentary to=functions.edit <|constrain|>json<|message|>" + ARGUMENTS + "<|call|>");
        return calls.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void noPartOfACallIsContentWhereverItEnds(Map.Entry<String, String> call) {
        ToolFormat format = ToolFormats.named(call.getKey()).orElseThrow();
        AnswerSyntax syntax = new AnswerSyntax(null, false, format, TOOLS);
        List<String> told = new ArrayList<>();
        for (int length = 1; length <= call.getValue().length(); length++) {
            told = Readings.cut(syntax, call.getValue().substring(0, length));

            assertThat(told)
                    .as(call.getValue().substring(0, length))
                    .hasSizeLessThanOrEqualTo(1)
                    .allMatch(line -> line.startsWith("call 0 ") && line.contains(" edit "));
        }
        assertThat(told)
                .hasSize(1)
                .allMatch(line -> line.contains("\"text\": \"x y\"}") || line.contains("\"text\":\"x y\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "Well.\\n\\n<tool_c ¦ content Well.",
                "Well. <tool_call> ¦ content Well.",
                "Well.\\n<tool_call>\\n{\"name\": \"ed ¦ content Well.",
                "<think>Hm.</think>\\n<tool_call>{\"na ¦ thinking Hm.",
                "<tool_call>{\"name\": \"edit\" ¦ call 0 id0 edit ",
                "<tool_call>{\"name\": \"edit\", \"arguments\": {}}\\n</tool_c ¦ call 0 id0 edit {}",
            })
    void whatStandsBeforeACallIsTold(String answer, String expected) {
        assertThat(Readings.cut(SYNTAX, answer.replace("\\n", "\n")).stream()
                        .map(String::strip)
                        .toList())
                .containsExactly(expected.strip());
    }

    @ParameterizedTest
    @CsvSource({"<tool_call>Hello", "<tool_call>[1, 2", "a < b, a <= b", "Well. <tool"})
    void whatIsNoCallStaysContent(String answer) {
        boolean begun = answer.endsWith("<tool");

        assertThat(Readings.cut(SYNTAX, answer)).containsExactly("content " + (begun ? "Well." : answer));
        assertThat(Readings.read(SYNTAX, List.of(answer))).containsExactly("content " + answer);
    }

    @Test
    void withoutToolsAllOfItIsContent() {
        AnswerSyntax without = new AnswerSyntax(THINK, false, null, List.of());

        for (String answer : List.of("<tool_c", "<tool_call>\n{\"name\": \"ed", "<thi", "Well. <")) {
            assertThat(Readings.cut(without, answer)).containsExactly("content " + answer);
        }
    }
}
