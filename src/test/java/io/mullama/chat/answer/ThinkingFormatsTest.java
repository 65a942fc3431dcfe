package io.mullama.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ThinkingFormatsTest {
    private static final ToolFormat KIMI =
            new JsonToolFormat("kimi", "<|tool_calls_section_begin|>", "<|tool_calls_section_end|>");
    private static final ToolFormat HERMES = ToolFormats.named("hermes").orElseThrow();

    static List<ThinkingFormat> formats() {
        return ThinkingFormats.KNOWN.stream()
                .filter(format -> !format.equals(ThinkingFormats.HARMONY))
                .toList();
    }

    private static AnswerSyntax syntax(String format, boolean opened, ToolFormat tools) {
        return new AnswerSyntax(ThinkingFormats.named(format).orElseThrow(), opened, tools, List.of());
    }

    private static List<String> read(String format, String answer) {
        return Readings.of(syntax(format, false, HERMES), answer);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyFormatHasAThoughtBeforeTheContent(ThinkingFormat format) {
        AnswerSyntax closed = new AnswerSyntax(format, false, null, List.of());
        AnswerSyntax opened = new AnswerSyntax(format, true, null, List.of());
        String rest = "Hm. 2 < 3\n" + format.close() + "\nYes.";

        assertThat(Readings.of(closed, format.open() + "\n" + rest))
                .isEqualTo(Readings.of(opened, rest))
                .containsExactly("thinking Hm. 2 < 3", "content Yes.");
        assertThat(Readings.of(closed, "Yes. <a>")).containsExactly("content Yes. <a>");
        assertThat(Readings.of(closed, format.close() + "Yes.")).containsExactly("content Yes.");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyThoughtThatIsMadeToEndIsFollowedByContent(ThinkingFormat format) {
        AnswerSyntax opened = new AnswerSyntax(format, true, null, List.of());

        assertThat(Readings.of(opened, "Hm" + format.ending(false) + "Yes."))
                .containsExactly("thinking Hm", "content Yes.");
    }

    @Test
    void tagsAroundTheContentAreLeftOut() {
        assertThat(read("granite", "<think>Hm.</think><response>Yes.\n</response>\n"))
                .containsExactly("thinking Hm.", "content Yes.");
        assertThat(read("granite", "<response>Yes.</response>")).containsExactly("content Yes.");
        assertThat(read("command", "<|START_THINKING|>Hm.<|END_THINKING|><|START_RESPONSE|>Yes.<|END_RESPONSE|>"))
                .containsExactly("thinking Hm.", "content Yes.");
        assertThat(read("command", "<|START_THINKING|><|END_THINKING|><|START_TEXT|>Yes.<|END_TEXT|>"))
                .containsExactly("content Yes.");
        assertThat(read("solar", "<|think|>Hm.<|end|><|begin|>assistant<|content|>Yes.<|end|>"))
                .containsExactly("thinking Hm.", "content Yes.");
        assertThat(read(
                        "apriel",
                        "Here are my reasoning steps:\nHm.\n[BEGIN FINAL RESPONSE]\nYes.\n" + "[END FINAL RESPONSE]"))
                .containsExactly("thinking Hm.", "content Yes.");
        assertThat(read("hunyuan", "<think>\nHm.\n</think>\n<answer>\nYes.\n</answer>"))
                .containsExactly("thinking Hm.", "content Yes.");
    }

    @Test
    void suchATagInTheMiddleIsContent() {
        assertThat(read("granite", "<response>A </response> b.</response>"))
                .containsExactly("content A </response> b.");
        assertThat(read("granite", "A <response> b")).containsExactly("content A <response> b");
    }

    @Test
    void suchATagMayStandBeforeACall() {
        assertThat(read(
                        "granite",
                        "<think>Hm.</think><response>So:</response>\n" + "<tool_call>{\"name\":\"f\"}</tool_call>"))
                .containsExactly("thinking Hm.", "content So:", "call 0 id0 f {}");
    }

    @Test
    void aTagThatIsCutOffIsKept() {
        assertThat(read("granite", "<response>Yes.</respon")).containsExactly("content Yes.</respon");
        assertThat(read("mistral", "[THINK]Hm. [/THI")).containsExactly("thinking Hm. [/THI");
    }

    @Test
    void aControlTokenThatBeginsACallEndsTheThought() {
        String call = "<|tool_calls_section_begin|>{\"name\":\"f\"}<|tool_calls_section_end|>";

        assertThat(Readings.of(syntax("think", true, KIMI), "Hm.\n" + call))
                .containsExactly("thinking Hm.", "call 0 id0 f {}");
        assertThat(Readings.of(syntax("think", true, KIMI), "Is `" + call + "` it?</think>No."))
                .containsExactly("thinking Is `" + call + "` it?", "content No.");
    }

    @Test
    void aTextThatBeginsACallDoesNot() {
        assertThat(read("think", "<think>I'd <tool_call>{\"name\":\"f\"}</tool_call></think>No."))
                .containsExactly("thinking I'd <tool_call>{\"name\":\"f\"}</tool_call>", "content No.");
    }

    @Test
    void thoughtsBetweenControlTokensMayStandAnywhere() {
        assertThat(read("gemma", "<|channel>thought\nHm.\n<channel|>So.\n<|channel>thought\nHm?<channel|>Yes."))
                .containsExactly("thinking Hm.", "content So.", "thinking Hm?", "content Yes.");
        assertThat(read("gemma", "Yes.<|channel>thought\n<channel|>")).containsExactly("content Yes.");
        assertThat(read("gemma", "Yes.<channel|>")).containsExactly("content Yes.");
    }

    @Test
    void aPromptsEndTellsWhetherTheModelThinks() {
        assertThat(Opening.of(ThinkingFormats.THINK, "<|im_start|>assistant\n<think>\n"))
                .isEqualTo(Opening.OPEN);
        assertThat(Opening.of(ThinkingFormats.THINK, "<|im_start|>assistant\n<think>\n\n</think>\n\n"))
                .isEqualTo(Opening.CLOSED);
        assertThat(Opening.of(ThinkingFormats.THINK, "<|im_start|>assistant\n")).isEqualTo(Opening.NONE);
    }
}
