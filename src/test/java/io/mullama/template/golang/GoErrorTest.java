package io.mullama.template.golang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mullama.template.TemplateException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an error says, and where. */
class GoErrorTest {
    private static void assertFails(String source, int line, int column, String reason) {
        Map<String, Object> data = Map.of("s", "é", "l", List.of(1), "m", Map.of(), "n", 1);
        TemplateException failure = GoRendering.failure(source.replace("\\n", "\n"), data);
        assertThat(failure).isNotNull();
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.line()).isEqualTo(line);
        assertThat(failure.column()).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "#a\\n {{ .s # ~ 2 ~ 2 ~ unclosed action",
                "#{{/* c }}# ~ 1 ~ 1 ~ unclosed comment",
                "#{{/* c */ }}# ~ 1 ~ 10 ~ a comment ends with */ directly before the closing braces",
                "#é😀{{ \"a }}# ~ 1 ~ 6 ~ unterminated string",
                "#{{ 'a }}# ~ 1 ~ 4 ~ unterminated character constant",
                "#{{ `a }}# ~ 1 ~ 4 ~ unterminated raw string",
                "#{{ 'ab' }}# ~ 1 ~ 4 ~ #a character constant has one character: 'ab'#",
                "#{{ \"\\z\" }}# ~ 1 ~ 4 ~ #bad escape in \"\\z\"#",
                "#{{ \"\\xff\" }}# ~ 1 ~ 4 ~ #the bytes of \"\\xff\" are no UTF-8#",
                "#{{ a$b }}# ~ 1 ~ 5 ~ #unexpected '$'#",
                "#{{ a-b }}# ~ 1 ~ 5 ~ #unexpected '-'#",
                "#{{ 😀 }}# ~ 1 ~ 4 ~ #unexpected '😀'#",
                "#{{ $x : 1 }}# ~ 1 ~ 7 ~ expected :=",
                "#{{ 08 }}# ~ 1 ~ 4 ~ #bad number: 08#",
                "#{{ 1x }}# ~ 1 ~ 4 ~ #bad number: 1x#",
                "#{{ 2i }}# ~ 1 ~ 4 ~ #complex numbers are not supported: 2i#",
                "#{{ 9223372036854775808 }}# ~ 1 ~ 4 ~ the number 9223372036854775808 is too large",
                "#{{ 1e999 }}# ~ 1 ~ 4 ~ the number 1e999 is too large",
                "#{{ }}# ~ 1 ~ 4 ~ missing value for an action",
                "#{{ if }}x{{ end }}# ~ 1 ~ 7 ~ missing value for if",
                "#{{ .s | }}# ~ 1 ~ 9 ~ missing value for an action",
                "#{{ .s , }}# ~ 1 ~ 7 ~ #unexpected ',' in an action#",
                "#{{ .s ) }}# ~ 1 ~ 7 ~ #unexpected ')' in an action#",
                "#{{ (.s }}# ~ 1 ~ 4 ~ unclosed left parenthesis",
                "#{{ (.s \"a\", ) }}# ~ 1 ~ 11 ~ #unexpected ',' in parentheses#",
                "#{{ print \"a\"\"b\" }}# ~ 1 ~ 13 ~ #a space is missing before '\"b\"'#",
                "#{{ \"a\".b }}# ~ 1 ~ 7 ~ #unexpected '.' after '\"a\"'#",
                "#{{ $x }}# ~ 1 ~ 4 ~ #undefined variable '$x'#",
                "#{{ if true }}{{ $x := 1 }}{{ end }}{{ $x }}# ~ 1 ~ 39 ~ #undefined variable '$x'#",
                "#{{ $x = 1 }}# ~ 1 ~ 4 ~ #undefined variable '$x'#",
                "#{{ $a, $b := .l }}# ~ 1 ~ 4 ~ too many variables in an action",
                "#{{ range $a, $b, $c := .l }}{{ end }}# ~ 1 ~ 10 ~ too many variables in range",
                "#{{ print ($x := 1) }}# ~ 1 ~ 11 ~ variables cannot be set in parentheses",
                "#{{ nope .s }}# ~ 1 ~ 4 ~ #function 'nope' is not defined#",
                "#{{ call .s }}# ~ 1 ~ 4 ~ #'call' is not supported: templates have no function values#",
                "#{{ .s | .n }}# ~ 1 ~ 9 ~ #only a function can follow '|', and '.n' is none#"
            })
    void aSourceThatIsNoTemplateIsRefused(String source, int line, int column, String reason) {
        assertFails(source, line, column, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "#\\n{{ if .s }}x# ~ 2 ~ 4 ~ {{if}} without its {{end}}",
                "#{{ if .s }}{{ else }}# ~ 1 ~ 4 ~ {{if}} without its {{end}}",
                "#{{ if .s }}{{ else }}{{ else }}{{ end }}# ~ 1 ~ 25 ~ unexpected {{else}} in if",
                "#{{ range .l }}{{ else if .s }}{{ end }}# ~ 1 ~ 23 ~ #unexpected 'if' in else#",
                "#{{ end }}# ~ 1 ~ 4 ~ unexpected {{end}}",
                "#{{ else }}# ~ 1 ~ 4 ~ unexpected {{else}}",
                "#{{ if .s }}{{ end .s }}# ~ 1 ~ 19 ~ #unexpected '.s' in end#",
                "#{{ break }}# ~ 1 ~ 4 ~ {{break}} outside of {{range}}",
                "#{{ range .l }}{{ block \"x\" . }}{{ continue }}{{ end }}{{ end }}# ~ 1 ~ 35"
                        + " ~ {{continue}} outside of {{range}}",
                "#{{ if .s }}{{ define \"x\" }}{{ end }}{{ end }}# ~ 1 ~ 15 ~ {{define}} inside of another action",
                "#{{ define x }}{{ end }}# ~ 1 ~ 11 ~ #unexpected 'x' in define#",
                "#{{ template \"nope\" . }}# ~ 1 ~ 4 ~ #template \"nope\" is not defined#",
                "#{{ define \"x\" }}a{{ end }}{{ define \"x\" }}b{{ end }}# ~ 1 ~ 30 ~ #template \"x\" is defined twice#"
            })
    void blocksBelongTogether(String source, int line, int column, String reason) {
        assertFails(source, line, column, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "#a\\n  {{ .s.x }}# ~ 2 ~ 6 ~ #there is no field 'x' in a string#",
                "#{{ .no.x }}# ~ 1 ~ 4 ~ #there is no field 'x' in nil#",
                "#{{ .m.Get \"x\" }}# ~ 1 ~ 4"
                        + " ~ #only functions take arguments; methods and fields that are functions are not supported#",
                "#{{ nil }}# ~ 1 ~ 4 ~ nil is no command",
                "#{{ range .s }}{{ end }}# ~ 1 ~ 4 ~ range cannot go over a string",
                "#{{ range $i, $x := 3 }}{{ end }}# ~ 1 ~ 4 ~ range over an integer sets one variable only",
                "#{{ eq 1 \"1\" }}# ~ 1 ~ 4 ~ cannot compare an integer with a string",
                "#{{ if true }}\\n{{ lt true false }}{{ end }}# ~ 2 ~ 4"
                        + " ~ cannot compare a truth value with a truth value",
                "#{{ eq 1 1.0 }}# ~ 1 ~ 4 ~ cannot compare an integer with a number with a fraction",
                "#{{ eq .l .m }}# ~ 1 ~ 4 ~ cannot compare a list with a map",
                "#{{ eq 1 }}# ~ 1 ~ 4 ~ #eq takes at least 2 arguments, not 1#",
                "#{{ .s | len 1 }}# ~ 1 ~ 9 ~ #len takes 1 arguments, not 2#",
                "#{{ len 3 }}# ~ 1 ~ 4 ~ #len: an integer has no length#",
                "#{{ index .l 1 }}# ~ 1 ~ 4 ~ #index: the index 1 is out of range#",
                "#{{ index .l \"a\" }}# ~ 1 ~ 4 ~ #index: an index is an integer, not a string#",
                "#{{ index .m 1 }}# ~ 1 ~ 4 ~ #index: the keys of a map are strings, not an integer#",
                "#{{ index .n 1 }}# ~ 1 ~ 4 ~ #index: an integer has no items#",
                "#{{ slice .m 1 }}# ~ 1 ~ 4 ~ #slice: a map has no parts#",
                "#{{ slice .l 2 }}# ~ 1 ~ 4 ~ #slice: the index 2 is out of range#",
                "#{{ slice .l 1 0 }}# ~ 1 ~ 4 ~ #slice: 1 comes after 0#",
                "#{{ slice .s 1 }}# ~ 1 ~ 4 ~ #slice: byte 1 lies within a character#",
                "#{{ slice .s 0 1 2 }}# ~ 1 ~ 4 ~ #slice: a string takes two indexes at most#",
                "#{{ printf 1 }}# ~ 1 ~ 4 ~ #printf: the format is a string, not an integer#",
                "#{{ printf \"%d\" .s }}# ~ 1 ~ 4 ~ #printf: '%d' cannot print a string#",
                "#{{ printf \"%s\" .no }}# ~ 1 ~ 4 ~ #printf: '%s' cannot print nil#",
                "#{{ printf \"%s %s\" .s }}# ~ 1 ~ 4 ~ #printf: a value is missing for '%s'#",
                "#{{ printf \"%s\" .s 1 }}# ~ 1 ~ 4 ~ #printf: the format uses 1 of 2 values#",
                "#{{ printf \"%T\" 1 }}# ~ 1 ~ 4 ~ #printf: '%T' is not supported#",
                "#{{ printf \"%##v\" 1 }}# ~ 1 ~ 4 ~ #printf: '%##v' is not supported#",
                "#{{ printf \"%5\" 1 }}# ~ 1 ~ 4 ~ #printf: the format ends within a directive#",
                "#{{ define \"t\" }}\\n{{ len 1 }}{{ end }}\\n{{ template \"t\" }}# ~ 2 ~ 4 ~ #len: an integer has no length#"
            })
    void aRenderThatFailsNamesThePlace(String source, int line, int column, String reason) {
        assertFails(source, line, column, reason);
    }

    @Test
    void theMessageNamesTemplateAndPlace() {
        TemplateException failure = GoRendering.failure("\n{{ .a.b }}");
        assertThat(failure).hasMessage("test:2:4: there is no field 'b' in nil");
        assertThat(failure.isRaised()).isFalse();
    }

    @Test
    void whatIsNotReachedFailsNot() {
        assertThat(GoRendering.text("{{ if false }}{{ .a.b }}{{ end }}ok")).isEqualTo("ok");
    }

    @Test
    void dataHoldOnlyWhatTemplatesKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoRendering.text("{{ .x }}", Map.of("x", new StringBuilder())))
                .withMessage("a template cannot read a java.lang.StringBuilder");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoRendering.text("{{ .x }}", Map.of("x", Map.of(1, 2))))
                .withMessage("a map in a template's data has strings for keys");
    }
}
