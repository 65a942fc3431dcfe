package io.mullama.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ThoughtTextTest {
    @Test
    void aThoughtIsDimAndStandsApart() {
        ThoughtText text = new ThoughtText(new Theme(true));

        assertThat(text.of("Hm", "") + text.of(".", "") + text.of("", "Paris") + text.of("", "."))
                .isEqualTo("\u001b[2mHm\u001b[0m\u001b[2m.\u001b[0m\n\nParis.");
    }

    @Test
    void withoutColoursWordsSetItApart() {
        ThoughtText text = new ThoughtText(new Theme(false));

        assertThat(text.of("Hm", "") + text.of(".", "") + text.of("", "Paris"))
                .isEqualTo("Thinking...\nHm.\n...done thinking.\n\nParis");
    }

    @Test
    void anAnswerWithoutAThoughtIsAsItIs() {
        ThoughtText text = new ThoughtText(new Theme(true));

        assertThat(text.of("", "Paris") + text.of("", "")).isEqualTo("Paris");
    }
}
