package io.mullama.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AnswerTextTest {
    private static AnswerText text(boolean colours, int columns) {
        return new AnswerText(
                new AnswerStyle(new Theme(colours), Glyphs.UNICODE, false, true, false), Rendered.window(columns));
    }

    @Test
    void aThoughtIsDimAndStandsApart() {
        AnswerText text = text(true, 80);

        assertThat(text.of("Hm", "") + text.of(".", "") + text.of("", "Paris") + text.of("", ".") + text.end())
                .isEqualTo("\u001b[2mHm.\u001b[0m\n\nParis.\n");
    }

    @Test
    void withoutColoursWordsSetItApart() {
        AnswerText text = text(false, 80);

        assertThat(text.of("Hm", "") + text.of(".\n", "") + text.of("", "Paris") + text.end())
                .isEqualTo("Thinking...\nHm.\n...done thinking.\n\nParis\n");
    }

    @Test
    void emptyLinesAroundAThoughtAreOne() {
        AnswerText text = text(true, 80);

        assertThat(text.of("\n\nHm\n\nso\n\n\n", "") + text.of("", "\n\nParis\n\n") + text.end())
                .isEqualTo("\u001b[2mHm\u001b[0m\n\n\u001b[2mso\u001b[0m\n\nParis\n");
    }

    @Test
    void aThoughtIsNoMarkdownAndTheAnswerIs() {
        AnswerText text = new AnswerText(
                new AnswerStyle(new Theme(true), Glyphs.UNICODE, true, true, false), Rendered.window(80));

        assertThat(text.of("*a*", "") + text.of("", "- b") + text.of("c", "") + text.of("", "d") + text.end())
                .isEqualTo("\u001b[2m*a*\u001b[0m\n\n• b\n\n\u001b[2mc\u001b[0m\n\nd\n");
    }

    @Test
    void withoutWrappingLinesAreAsLongAsTheyAre() {
        AnswerText text = new AnswerText(
                new AnswerStyle(new Theme(true), Glyphs.UNICODE, true, false, false), Rendered.window(5));

        assertThat(text.of("", "one two three\n\n---") + text.end())
                .isEqualTo("one two three\n\n\u001b[2m─────\u001b[0m\n");
    }

    @Test
    void aHiddenThoughtLeavesNothing() {
        AnswerText text = new AnswerText(
                new AnswerStyle(new Theme(false), Glyphs.UNICODE, false, true, true), Rendered.window(80));

        assertThat(text.of("Hm", "") + text.of("", "Paris") + text.end()).isEqualTo("Paris\n");
    }

    @Test
    void anAnswerWithoutAThoughtIsAsItIs() {
        AnswerText text = text(true, 80);

        assertThat(text.of("", "Paris ") + text.of("", "") + text.end()).isEqualTo("Paris\n");
    }

    @Test
    void noAnswerIsNothing() {
        AnswerText text = text(true, 80);

        assertThat(text.of("", "") + text.end()).isEmpty();
    }

    @Test
    void wordsWrapAtTheWindowsWidth() {
        AnswerText text = text(false, 10);

        assertThat(text.of("", "one two three\n\nabcdefghijklmnop q") + text.end())
                .isEqualTo("one two\nthree\n\nabcdefghij\nklmnop q\n");
    }

    @Test
    void aWordIsPrintedAsSoonAsItIsComplete() {
        AnswerText text = text(false, 10);

        assertThat(text.of("", "one tw")).isEqualTo("one");
        assertThat(text.of("", "o ")).isEqualTo(" two");
    }

    @Test
    void aModelCannotCommandTheTerminal() {
        AnswerText text = text(false, 80);

        assertThat(text.of("", "a\u001b]0;title\u0007b\u009b2Jc\r\n\ud83d") + text.of("", "\ude00\ud83d") + text.end())
                .isEqualTo("a\ufffd]0;title\ufffdb\ufffd2Jc\n\ud83d\ude00\ufffd\n");
    }
}
