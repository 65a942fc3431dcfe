package io.mullama.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which blanks and newlines of a source are printed. */
class WhitespaceTest {
    @Test
    void aStatementTakesItsIndentAndItsNewline() {
        assertThat(Rendering.text("a\n  {% if true %}\n  b\n  {% endif %}\nc")).isEqualTo("a\n  b\nc");
    }

    @Test
    void aStatementBehindTextKeepsTheBlanksBeforeIt() {
        assertThat(Rendering.text("a  {% if true %}  b{% endif %}\nc")).isEqualTo("a    bc");
    }

    @Test
    void aPrintTagTakesNothing() {
        assertThat(Rendering.text("a\n  {{ 1 }}\nb")).isEqualTo("a\n  1\nb");
    }

    @Test
    void aCommentTakesWhatAStatementDoes() {
        assertThat(Rendering.text("a\n  {# c #}\nb")).isEqualTo("a\nb");
    }

    @Test
    void aHyphenTakesAllWhiteSpace() {
        assertThat(Rendering.text("a \n\u2003{%- if true -%}\n \u00a0 b\n{{- 1 -}} \n c{%- endif -%}\n"))
                .isEqualTo("ab1c");
    }

    @Test
    void aPlusKeepsIndentAndNewline() {
        assertThat(Rendering.text("a\n  {%+ if true +%}\nb{% endif %}")).isEqualTo("a\n  \nb");
    }

    @Test
    void oneFinalNewlineIsDropped() {
        assertThat(Rendering.text("a\n\n")).isEqualTo("a\n");
        assertThat(Rendering.text("a\r\n")).isEqualTo("a");
    }

    @Test
    void carriageReturnsBecomeNewlines() {
        assertThat(Rendering.text("a\r\nb\rc")).isEqualTo("a\nb\nc");
    }

    @Test
    void rawTextIsPrintedAsItIs() {
        assertThat(Rendering.text("{% raw %} {{ x }} {% if %}{% endraw %}|")).isEqualTo(" {{ x }} {% if %}|");
    }

    @Test
    void bracketsHideTheEndOfATag() {
        assertThat(Rendering.text("{{ {'a': {'b': '}}'}}['a']['b'] }}")).isEqualTo("}}");
    }
}
