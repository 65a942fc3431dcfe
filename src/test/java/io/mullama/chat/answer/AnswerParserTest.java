package io.mullama.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerParserTest {
    private static final ThinkingFormat THINK = new ThinkingFormat("think", "<think>", "</think>");
    private static final ToolFormat HERMES = new JsonToolFormat("hermes", "<tool_call>", "</tool_call>");
    private static final AnswerSyntax THINKING = new AnswerSyntax(THINK, false, null, List.of());
    private static final AnswerSyntax OPENED = new AnswerSyntax(THINK, true, null, List.of());
    private static final AnswerSyntax TOOLS = new AnswerSyntax(THINK, false, HERMES, List.of());

    @Test
    void anAnswerWithoutAFormatIsContentAsItIs() {
        assertThat(Readings.of(AnswerSyntax.PLAIN, " <think>\nHm</think> "))
                .containsExactly("content  <think>\nHm</think> ");
    }

    @Test
    void aThoughtStandsBeforeTheContent() {
        assertThat(Readings.of(THINKING, "<think>\nHm.\n\nYes. \n</think>\n\nParis."))
                .containsExactly("thinking Hm.\n\nYes.", "content Paris.");
    }

    @Test
    void aThoughtThatThePromptHasOpenedNeedsNoTag() {
        assertThat(Readings.of(OPENED, "\nHm.</think>Paris.")).containsExactly("thinking Hm.", "content Paris.");
        assertThat(Readings.of(OPENED, "<think>Hm.</think>Paris.")).containsExactly("thinking Hm.", "content Paris.");
    }

    @Test
    void anAnswerMayHaveNoThought() {
        assertThat(Readings.of(THINKING, " Paris.")).containsExactly("content  Paris.");
        assertThat(Readings.of(THINKING, "<thi")).containsExactly("content <thi");
    }

    @Test
    void anUnclosedThoughtIsAThought() {
        assertThat(Readings.of(THINKING, "<think>\nHm. </thi")).containsExactly("thinking Hm. </thi");
        assertThat(Readings.of(OPENED, "Hm.\n")).containsExactly("thinking Hm.");
    }

    @Test
    void aTagAfterTheBeginningIsContent() {
        assertThat(Readings.of(THINKING, "The tag <think> begins </think> it."))
                .containsExactly("content The tag <think> begins </think> it.");
    }

    @Test
    void aTagInAThoughtsCodeClosesNothing() {
        assertThat(Readings.of(OPENED, "Is `</think>` it? Yes.</think>No."))
                .containsExactly("thinking Is `</think>` it? Yes.", "content No.");
        assertThat(Readings.of(OPENED, "So:\n```\na</think>\nb\n```\nYes.</think>No."))
                .containsExactly("thinking So:\n```\na</think>\nb\n```\nYes.", "content No.");
    }

    @Test
    void codeThatIsNeverClosedKeepsNoThoughtOpen() {
        assertThat(Readings.of(OPENED, "So ` it</think>No.\nYes"))
                .containsExactly("thinking So ` it", "content No.\nYes");
        assertThat(Readings.of(OPENED, "So:\n```\na\n</think>\n\nNo."))
                .containsExactly("thinking So:\n```\na", "content No.");
    }

    @Test
    void callsComeOutOfTheContent() {
        assertThat(Readings.of(
                        TOOLS,
                        "Well.\n<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\": [1, \"}\"]}}\n</tool_call>\n"
                                + "<tool_call>{\"arguments\":{\"b\":2},\"name\":\"sub\"}</tool_call> Done."))
                .containsExactly(
                        "content Well.",
                        "call 0 id0 add {\"a\": [1, \"}\"]}",
                        "call 1 id1 sub {\"b\":2}",
                        "content Done.");
    }

    @Test
    void whatIsNoCallIsContent() {
        assertThat(Readings.of(TOOLS, "Say \n<tool_call> me")).containsExactly("content Say \n<tool_call> me");
        assertThat(Readings.of(TOOLS, "<tool_call>{\"nam\":1}</tool_call>"))
                .containsExactly("content <tool_call>{\"nam\":1}</tool_call>");
    }

    @Test
    void aCallThatIsCutOffKeepsWhatThereIs() {
        assertThat(Readings.of(TOOLS, "<tool_call>{\"name\":\"add\",\"arguments\":{\"a\":\"x"))
                .containsExactly("call 0 id0 add {\"a\":\"x");
        assertThat(Readings.of(TOOLS, "<tool_call>{\"name\":\"ad"))
                .containsExactly("content <tool_call>{\"name\":\"ad");
    }

    @Test
    void argumentsMayBeMissingOrAString() {
        assertThat(Readings.of(TOOLS, "<tool_call>{\"name\":\"now\"}</tool_call>"))
                .containsExactly("call 0 id0 now {}");
        assertThat(Readings.of(TOOLS, "<tool_call>{\"name\":\"now\",\"arguments\":null}</tool_call>"))
                .containsExactly("call 0 id0 now {}");
        assertThat(Readings.of(TOOLS, "<tool_call>{\"name\":\"add\",\"arguments\":\"{\\\"a\\\":1}\"}</tool_call>"))
                .containsExactly("call 0 id0 add {\"a\":1}");
    }

    @Test
    void aListHoldsSeveralCalls() {
        AnswerSyntax lists = new AnswerSyntax(null, false, new JsonToolFormat("list", "[TOOL_CALLS]", ""), List.of());

        assertThat(Readings.of(
                        lists,
                        "[TOOL_CALLS][{\"name\":\"a\",\"arguments\":{},\"id\":\"x\"}, {\"id\":\"y\",\"name\":\"b\"}]"))
                .containsExactly("call 0 id0 a {}", "call 1 y b {}");
    }
}
