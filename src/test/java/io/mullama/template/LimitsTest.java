package io.mullama.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates are hostile until shown otherwise: each fails soon, with a place, and harms nobody. */
class LimitsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String BIG_LOOP = "{% for i in range(100000) %}";

    private static TemplateException failureOf(String source) {
        Map<String, Object> context = Map.of("big", "a".repeat(1_000_000));
        return assertTimeoutPreemptively(SOON, () -> Rendering.failure(source, context));
    }

    private static void assertFails(String source, String reason) {
        assertThat(failureOf(source))
                .isNotNull()
                .extracting(TemplateException::reason)
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ 'a' * 10 ** 9 }}",
                "{{ 'a' | center(10 ** 9) }}",
                "{{ 'a'.ljust(10 ** 12) }}",
                "{{ 'a'.zfill(10 ** 9) }}",
                "{{ 'a' | indent(10 ** 9) }}",
                "{{ big | replace('', 'xxxxxxxxxxxxxxxxxxxx') }}",
                "{{ ('ab' * 1000) | join(big) }}",
                "{% set n = namespace(x='ab') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
                "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}",
                "{% for i in range(100) %}{{ big }}{% endfor %}"
            })
    void textsHaveALargestLength(String source) {
        assertFails(source, "the template builds a text of more than 16000000 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ [1] * 10 ** 9 }}",
                "{{ [1] | batch(10 ** 9, 'x') | list }}",
                "{{ big | list | sort }}",
                "{{ big.split('a') }}{{ big.split('a') }}",
                "{% set x = [1] %}{% for i in range(99) %}{% set _ = x.extend(x) %}{% endfor %}"
            })
    void collectionsHaveALargestSize(String source) {
        assertFails(source, "the template builds too many values");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% set ns = namespace(l=[]) %}" + BIG_LOOP + "{% set ns.l = ns.l + [big | upper] %}{% endfor %}",
                BIG_LOOP + "{% set x = 'b' in big %}{% endfor %}",
                BIG_LOOP + "{% set x = big | length %}{% endfor %}",
                BIG_LOOP + "{% set x = big | escape %}{% endfor %}"
            })
    void charactersArePaidFor(String source) {
        assertFails(source, "the template builds too much text");
    }

    @Test
    void loopsInLoopsEnd() {
        String source = BIG_LOOP.repeat(4) + "{% endfor %}".repeat(4);
        assertThat(failureOf(source)).isNotNull();
    }

    @Test
    void aRangeHasTheSizeThatTheSandboxAllows() {
        assertFails(
                "{{ range(10 ** 12) | list }}",
                "Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000).");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ 10 ** (10 ** 10) }}",
                "{% set n = namespace(x=3) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}"
            })
    void integersHaveALargestSize(String source) {
        TemplateException failure = failureOf(source);
        assertThat(failure.reason()).isEqualTo("the integer is too large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ '{:1000000000}'.format(1) }}",
                "{{ '{:99999999999999999999}'.format(1) }}",
                "{{ '{:{}}'.format(1, 10 ** 9) }}",
                "{{ '%1000000000d' % 1 }}",
                "{{ '%.1000000000f' % 1.5 }}",
                "{{ '%*d' % (10 ** 9, 1) }}"
            })
    void formatsHaveALargestWidth(String source) {
        assertFails(source, "the format is too wide");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% macro m(a=m()) %}{% endmacro %}{{ m() }}",
                "{% macro m() %}{% call m() %}{{ caller() }}{% endcall %}{% endmacro %}{{ m() }}",
                "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
                "{% set x = [] %}{% set _ = x.append(x) %}{{ x }}",
                "{% set x = [] %}{% set _ = x.append(x) %}{{ x | tojson }}",
                "{% set x = [] %}{% set y = [x] %}{% set _ = x.append(y) %}{{ x == y }}",
                "{{ ('[' * 100000) | from_json }}",
                "{% set n = namespace(x=(1,)) %}{% for i in range(9999) %}{% set n.x = (n.x,) %}{% endfor %}{{ {n.x: 1} }}"
            })
    void recursionEnds(String source) {
        assertFails(source, "maximum recursion depth exceeded");
    }

    @ParameterizedTest
    @CsvSource({"(, )", "[, ]", "{1:, }", "f(, )", "not, ''", "-, ''", "1 if 1 else, ''"})
    void expressionsNestOnlySoDeep(String open, String close) {
        String source = "{{ " + (open + " ").repeat(50_000) + "1" + close.repeat(50_000) + " }}";
        assertFails(source, "the template is nested too deeply");
    }

    @Test
    void statementsNestOnlySoDeep() {
        assertFails("{% if 1 %}".repeat(50_000), "the template is nested too deeply");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", "|string", ".a", "()", " and 1", "**2", " if 1"})
    void chainsDoNotOverflowTheStack(String link) {
        assertFails("{{ 1" + link.repeat(50_000) + " }}", "maximum recursion depth exceeded");
    }

    @Test
    void aSourceHasALargestLength() {
        assertFails("a".repeat(2_000_000), "the template is longer than 1048576 characters");
    }

    @Test
    void manyTagsOnOneLineAreReadInOnePass() {
        String source = " {% if 1 %}{% endif %}".repeat(40_000);
        String text = assertTimeoutPreemptively(SOON, () -> Rendering.text(source));
        assertThat(text).isBlank();
    }

    @Test
    void aContextThatNestsTooDeepIsRefused() {
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        assertThat(Rendering.failure("{{ x }}", Map.of("x", deep)).reason())
                .isEqualTo("maximum recursion depth exceeded");
    }

    @Test
    void aSmallStackIsAnErrorOfTheTemplate() throws InterruptedException {
        Limits deep = new Limits(1_000_000, 1_000_000, 1_000_000, Integer.MAX_VALUE);
        Template template = Template.parse("deep", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}");
        List<TemplateException> failures = new ArrayList<>();
        Runnable render = () -> {
            try {
                template.render(Map.of(), new RenderOptions(Clock.systemUTC(), deep));
            } catch (TemplateException e) {
                failures.add(e);
            }
        };
        Thread thread = new Thread(null, render, "small stack", 256 * 1024);
        thread.start();
        thread.join();
        assertThat(failures)
                .extracting(TemplateException::reason)
                .containsExactly("the stack is too small for this template");
    }

    @Test
    void limitsAreTheCallers() {
        Limits few = new Limits(100, 100, 10, 20);
        Template template = Template.parse("few", "{{ 'a' * 11 }}");
        TemplateException failure = catchThrowableOfType(
                TemplateException.class, () -> template.render(Map.of(), new RenderOptions(Clock.systemUTC(), few)));
        assertThat(failure.reason()).isEqualTo("the template builds a text of more than 10 characters");
    }
}
