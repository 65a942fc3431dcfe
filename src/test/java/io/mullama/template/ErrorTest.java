package io.mullama.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an error says, and where. */
class ErrorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "a\\n  {{ nope.x }}; 2; 10; 'nope' is undefined",
                "{{ 1 +\\n   (2 - 'a') }}; 2; 5; unsupported operand type(s) for -: 'int' and 'str'",
                "{% if 1 %}\\n{{ 1 | nope }}\\n{% endif %}; 2; 6; No filter named 'nope'.",
                "é😀{{ 1 is nope }}; 1; 8; No test named 'nope'.",
                "{% macro m() %}\\n{{ 1 // 0 }}{% endmacro %}\\n{{ m() }}; 2; 4; integer division or modulo by zero",
                "\\r\\n{% for i in 5 %}{% endfor %}; 2; 1; 'int' object is not iterable",
                "x\\n{{ 1 1 }}; 2; 6; expected token 'end of print statement', got '1'",
                "x\\n{% bogus %}; 2; 4; Encountered unknown tag 'bogus'.",
                "x\\n{# c; 2; 1; Missing end of comment tag",
                "{{ 'abc; 1; 4; the string has no end",
                "{{ $ }}; 1; 4; unexpected char '$'"
            })
    void anErrorNamesItsLineAndColumn(String source, int line, int column, String reason) {
        TemplateException failure =
                Rendering.failure(source.replace("\\n", "\n").replace("\\r", "\r"));
        assertThat(failure.reason()).isEqualTo(reason.strip());
        assertThat(failure.line()).isEqualTo(line);
        assertThat(failure.column()).isEqualTo(column);
        assertThat(failure.isRaised()).isFalse();
    }

    @Test
    void theMessageNamesTemplateAndPlace() {
        assertThat(Rendering.failure("{{ nope.x }}")).hasMessage("test:1:8: 'nope' is undefined");
    }

    @Test
    void whatATemplateRaisesIsKeptWordForWord() {
        TemplateException failure =
                Rendering.failure("{{ raise_exception('Only ' ~ role ~ ' may speak!') }}", Map.of("role", "\"user\""));
        assertThat(failure.isRaised()).isTrue();
        assertThat(failure.reason()).isEqualTo("Only \"user\" may speak!");
        assertThat(failure.template()).isEqualTo("test");
    }

    @Test
    void whatIsNotReachedRaisesNothing() {
        assertThat(Rendering.text("{% if false %}{{ raise_exception('no') }}{{ 1 | nope }}{% endif %}ok"))
                .isEqualTo("ok");
    }

    @Test
    void aContextHoldsOnlyWhatTemplatesKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rendering.render("{{ x }}", Map.of("x", new StringBuilder())))
                .withMessage("a template cannot read a java.lang.StringBuilder");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rendering.render("{{ x }}", Map.of("x", Map.of(1, 2))))
                .withMessage("a map in a template's context has strings for keys");
    }

    @Test
    void whatWasHandedInIsNotChanged() {
        Map<String, Object> context = Map.of("l", List.of(1), "d", Map.of("a", 1));
        assertThat(Rendering.failure("{{ l.append(2) }}", context).reason())
                .isEqualTo("access to attribute 'append' of 'list' object is unsafe.");
        assertThat(Rendering.failure("{{ d.update(b=2) }}", context).reason())
                .isEqualTo("access to attribute 'update' of 'dict' object is unsafe.");
    }

    @Test
    void whatATemplateMadeItMayChange() {
        assertThat(Rendering.text("{% set l = [1] %}{% set _ = l.append(2) %}{{ l }}{{ l.pop(0) }}{{ l }}"))
                .isEqualTo("[1, 2]1[2]");
    }

    @Test
    void noJavaObjectIsInReach() {
        assertThat(Rendering.text("{{ ''.getClass is defined }}{{ ''.__class__ is defined }}{{ [].class is defined }}"))
                .isEqualTo("FalseFalseFalse");
    }
}
