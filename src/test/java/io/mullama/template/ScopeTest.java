package io.mullama.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a variable can be seen. */
class ScopeTest {
    @Test
    void whatALoopSetsLastsForOneTurn() {
        assertThat(Rendering.text(
                        "{% set v = 0 %}{% for i in [1, 2] %}{{ v }}{% set v = i %}{{ v }}{% endfor %}{{ v }}"))
                .isEqualTo("01020");
    }

    @Test
    void whatAnIfSetsStays() {
        assertThat(Rendering.text("{% if true %}{% set v = 1 %}{% endif %}{{ v }}"))
                .isEqualTo("1");
    }

    @Test
    void aNamespaceOutlivesTheLoop() {
        assertThat(
                        Rendering.text(
                                "{% set n = namespace(v=0) %}{% for i in [1, 2] %}{% set n.v = n.v + i %}{% endfor %}{{ n.v }}"))
                .isEqualTo("3");
    }

    @Test
    void aMacroSeesWhatItsSurroundingsHaveBecome() {
        assertThat(Rendering.text(
                        "{% macro m() %}{{ v }}{% endmacro %}{% set v = 1 %}{{ m() }}{% set v = 2 %}{{ m() }}"))
                .isEqualTo("12");
    }

    @Test
    void aMacroChangesNothingAroundIt() {
        assertThat(Rendering.text(
                        "{% set v = 1 %}{% macro m(v) %}{% set v = v + 1 %}{{ v }}{% endmacro %}{{ m(5) }}{{ v }}"))
                .isEqualTo("61");
    }

    @Test
    void bodiesOfBlocksHaveVariablesOfTheirOwn() {
        String source = "{% with a = 1 %}{{ a }}{% endwith %}{% filter upper %}{% set b = 1 %}{% endfilter %}"
                + "{% set x %}{% set c = 1 %}{% endset %}{% generation %}{% set d = 1 %}{% endgeneration %}"
                + "{{ [a, b, c, d] | select('defined') | list }}";
        assertThat(Rendering.text(source)).isEqualTo("1[]");
    }

    @Test
    void theContextIsLeftAsItWas() {
        Template template = Template.parse("test", "{{ v }}{% set v = 2 %}{{ v }}");
        Map<String, Object> context = Map.of("v", 1);
        assertThat(template.render(context, GoldenRows.OPTIONS).text()).isEqualTo("12");
        assertThat(template.render(context, GoldenRows.OPTIONS).text()).isEqualTo("12");
    }
}
