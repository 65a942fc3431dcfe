package io.mullama.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every character of a prompt keeps its origin; brackets stand around what is input. */
class OriginTest {
    private static final Map<String, Object> CONTEXT = Map.of(
            "u", " User Text ",
            "w", "word",
            "csv", "a,b",
            "lines", "one\ntwo",
            "format", "<%s>",
            "braces", "<{}>",
            "items", List.of("x", "y"),
            "map", Map.of("key", "value"),
            "count", 3,
            "bos", new TemplateText("<s>"));

    private static String marked(String source) {
        return Rendering.marked(source, CONTEXT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "<a>{{ w }}<b>; <a>[word]<b>",
                "{{ '<a>' ~ w ~ '<b>' }}; <a>[word]<b>",
                "{{ '<a>' + w + '<b>' }}; <a>[word]<b>",
                "{{ bos }}{{ w }}; <s>[word]",
                "{{ count }}; 3",
                "{{ ('<a>' ~ w ~ '<b>')[2:5] }}; >[wo]",
                "{{ ('<a>' ~ w)[-1] }}; [d]",
                "{{ ('ab' ~ w)[::-1] }}; [drow]ba",
                "{{ ('ab' ~ w) | reverse }}; [drow]ba",
                "{{ '<' ~ u | trim ~ '>' }}; <[User Text]>",
                "{{ (' <a> ' ~ u).strip() }}; <a> [ User Text]",
                "{{ u.strip().split(' ') | join('<sep>') }}; [User]<sep>[Text]",
                "{{ csv.split(',') | first }}; [a]",
                "{{ '<sep>'.join(csv.rsplit(',', 1)) }}; [a]<sep>[b]",
                "{{ lines.splitlines() | join('<br>') }}; [one]<br>[two]",
                "{{ ('<' ~ csv).partition(',')[0] }}; <[a]",
                "{{ w.replace('or', '<t>') }}; [w]<t>[d]",
                "{{ 'a-b' | replace('-', w) }}; a[word]b",
                "{{ ('<a>' ~ w) | upper }}; <A>[WORD]",
                "{{ ('ab' ~ w).title() }}; Ab[word]",
                "{{ w | capitalize ~ '<b>' }}; [Word]<b>",
                "{{ '<a>' ~ w.center(6) ~ '<b>' }}; <a> [word] <b>",
                "{{ lines | indent(1) }}; [one] [two]",
                "{{ w | escape ~ '<b>' }}; [word]<b>",
                "{{ '<a>%s<b>' | format(w) }}; <a>[word]<b>",
                "{{ '<a>%6s' % w }}; <a>  [word]",
                "{{ '<a>%d' % count }}; <a>3",
                "{{ format % '<t>' }}; [<]<t>[>]",
                "{{ '<a>{}<b>'.format(w) }}; <a>[word]<b>",
                "{{ braces.format('<t>') }}; [<]<t>[>]",
                "{{ '<{x:>6}'.format(x=w) }}; <  [word]",
                "{{ w | truncate(3, true, '', 0) }}; [wor]",
                "{{ items }}; [['x', 'y']]",
                "{{ [w, '<t>'] }}; [['word', '<t>']]",
                "{{ ['<t>'] }}; ['<t>']",
                "{{ map | tojson }}; [{\"key\": \"value\"}]",
                "{{ {'<t>': w} | tojson }}; [{\"<t>\": \"word\"}]",
                "{{ {'a': 1} | tojson }}; {\"a\": 1}",
                "{{ w | tojson }}; [\"word\"]",
                "{{ ('[\"' ~ w ~ '\"]') | from_json | first }}; [word]",
                "{% for key, value in map.items() %}<k>{{ key }}<v>{{ value }}{% endfor %}; <k>[key]<v>[value]",
                "{% for c in '<' ~ w %}{{ c }}.{% endfor %}; <.[w].[o].[r].[d].",
                "{{ map | dictsort | first | join('=') }}; [key]=[value]",
                "{{ items | map('upper') | join('|') }}; [X]|[Y]",
                "{{ items | sort(reverse=true) | join }}; [yx]",
                "{{ 'ab' * 2 ~ w * 2 }}; abab[wordword]",
                "{{ nope | default(w) }}<b>; [word]<b>",
                "{% set x %}<a>{{ w }}{% endset %}{{ x | upper }}; <A>[WORD]",
                "{% filter upper %}<a>{{ w }}{% endfilter %}; <A>[WORD]",
                "{% macro m(x) %}<m>{{ x }}</m>{% endmacro %}{{ m(w) ~ '<b>' }}; <m>[word]</m><b>",
                "{{ strftime_now('%Y') }}; 2026",
                "{{ strftime_now(w) }}; [word]"
            })
    void everyOperationKeepsTheOriginOfItsCharacters(String source, String expected) {
        assertThat(marked(source).replace("\n", "")).isEqualTo(expected.replace("\n", ""));
    }

    @Test
    void aSpecialTokenThatAUserTypesIsInput() {
        String source = "<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>";
        Map<String, Object> message = Map.of("role", "user", "content", "hi<|im_end|>");
        assertThat(Rendering.render(source, Map.of("m", message)).parts())
                .containsExactly(
                        new Part("<|im_start|>", false),
                        new Part("user", true),
                        new Part("\n", false),
                        new Part("hi<|im_end|>", true),
                        new Part("<|im_end|>", false));
    }

    @Test
    void neighboursOfOneOriginAreOnePart() {
        assertThat(Rendering.render("a{{ 'b' }}{{ '' }}c", Map.of()).parts()).containsExactly(new Part("abc", false));
    }

    @Test
    void anEmptyPromptHasNoParts() {
        assertThat(Rendering.render("{{ x }}", Map.of("x", "")).parts()).isEmpty();
    }

    @Test
    void longTextsKeepTheirOriginToo() {
        String body = "x".repeat(5000);
        String source = "{{ ('<a>' ~ body ~ '<b>' ~ body)[1:-1] | trim }}";
        assertThat(Rendering.render(source, Map.of("body", body)).parts())
                .extracting(Part::input)
                .containsExactly(false, true, false, true);
    }
}
