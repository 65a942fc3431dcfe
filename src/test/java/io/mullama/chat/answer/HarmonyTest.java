package io.mullama.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HarmonyTest {
    private static final AnswerSyntax SYNTAX =
            new AnswerSyntax(ThinkingFormats.HARMONY, false, HarmonyToolFormat.FORMAT, List.of());
    private static final AnswerSyntax NO_TOOLS = new AnswerSyntax(ThinkingFormats.HARMONY, false, null, List.of());
    private static final String NEXT = "<|end|><|start|>assistant";

    private static List<String> read(String answer) {
        return Readings.of(SYNTAX, answer);
    }

    @Test
    void channelsAreThoughtsAndContent() {
        assertThat(read("<|channel|>analysis<|message|>Hm.\n" + NEXT
                        + "<|channel|>final<|message|>Yes. 2 < 3<|return|>"))
                .containsExactly("thinking Hm.", "content Yes. 2 < 3");
        assertThat(read("<|channel|>final<|message|>Yes.")).containsExactly("content Yes.");
    }

    @Test
    void aMessageToAFunctionIsACall() {
        assertThat(read("<|channel|>commentary to=functions.add <|constrain|>json<|message|>{\"a\": 1}<|call|>"))
                .containsExactly("call 0 id0 add {\"a\": 1}");
        assertThat(read(" to=functions.add<|channel|>commentary json<|message|>{\"a\":{}}"))
                .containsExactly("call 0 id0 add {\"a\":{}}");
        assertThat(read("<|channel|>analysis to=functions.add code<|message|>{}"))
                .containsExactly("call 0 id0 add {}");
        assertThat(read("<|channel|>commentary to=add<|message|><|call|>")).containsExactly("call 0 id0 add {}");
    }

    @Test
    void thoughtsPreamblesAndCallsFollowEachOther() {
        assertThat(read("<|channel|>analysis<|message|>Hm." + NEXT + "<|channel|>commentary<|message|>Let me."
                        + NEXT
                        + "<|channel|>commentary to=functions.f <|constrain|>json<|message|>{\"x\":\"<|\"}<|call|>"
                        + "<|start|>assistant to=functions.g<|channel|>commentary<|message|>{}<|call|>"))
                .containsExactly("thinking Hm.", "content Let me.", "call 0 id0 f {\"x\":\"<|\"}", "call 1 id1 g {}");
    }

    @Test
    void messagesOfAKindAreParagraphs() {
        assertThat(read("<|channel|>analysis<|message|>A" + NEXT + "<|channel|>analysis<|message|>B" + NEXT
                        + "<|channel|>commentary<|message|>C" + NEXT + "<|channel|>final<|message|>D"))
                .containsExactly("thinking A\n\nB", "content C\n\nD");
    }

    @Test
    void aStrayHeaderCountsForNothing() {
        assertThat(read("<|channel|>commentary to=assistant<|channel|>analysis<|message|>Hm."
                        + "<|start|>assistant<|channel|>final<|message|>Yes."))
                .containsExactly("thinking Hm.", "content Yes.");
    }

    @Test
    void aHeaderEndsAMessageThatIsNotEnded() {
        assertThat(read("<|channel|>analysis<|message|>Hm.<|channel|>final<|message|>Yes."
                        + "<|channel|>commentary to=functions.f<|message|>{}"))
                .containsExactly("thinking Hm.", "content Yes.", "call 0 id0 f {}");
    }

    @Test
    void withoutToolsAMessageToOneIsContent() {
        assertThat(Readings.of(NO_TOOLS, "<|channel|>commentary to=functions.f<|message|>{\"a\":1}<|call|>"))
                .containsExactly("content {\"a\":1}");
    }

    @Test
    void aCallThatIsNoObjectIsContent() {
        assertThat(read("<|channel|>commentary to=python<|message|>print(1)<|call|>"))
                .containsExactly("content print(1)");
    }

    @Test
    void whatIsCutOffKeepsWhatThereIs() {
        assertThat(read("<|channel|>analysis<|message|>Hm <|en")).containsExactly("thinking Hm <|en");
        assertThat(read("<|channel|>analysis<|mess")).isEmpty();
        assertThat(read("<|channel|>commentary to=functions.f<|message|>{\"a\":\"b"))
                .containsExactly("call 0 id0 f {\"a\":\"b");
    }

    @Test
    void anAnswerWithoutHeadersIsContent() {
        assertThat(read("Yes, to=me.")).containsExactly("content Yes, to=me.");
        assertThat(read("to=me.")).containsExactly("content to=me.");
    }

    @Test
    void aThoughtThatThePromptHasBegunNeedsNoHeader() {
        AnswerSyntax opened = new AnswerSyntax(ThinkingFormats.HARMONY, true, null, List.of());

        assertThat(Readings.of(opened, "Hm." + ThinkingFormats.HARMONY.ending(false) + "Yes."))
                .containsExactly("thinking Hm.", "content Yes.");
    }

    @Test
    void aHeaderIsBounded() {
        for (String begin : List.of("<|channel|>", "<|start|>", "to=")) {
            String header = begin + "x".repeat(500);

            assertThat(Readings.read(SYNTAX, List.of(header + "<|message|>a")))
                    .containsExactly("content " + header + "<|message|>a");
        }
    }

    @Test
    void theRestOfAMessageThatThePromptBeginsIsContentWithItsBlanks() {
        assertThat(Readings.of(SYNTAX.continued(), " B." + NEXT + "<|channel|>final<|message|>More."))
                .containsExactly("content  B.\n\nMore.");
        assertThat(ThinkingFormats.HARMONY.opening()).isEqualTo("<|channel|>final<|message|>");
        assertThat(ThinkingFormats.THINK.opening()).isEmpty();
    }
}
