package io.mullama.template.golang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language of Go's text/template: what each construct renders to. */
class GoLanguageTest {
    private static final Map<String, Object> DATA = data();

    private static Map<String, Object> data() {
        Map<String, Object> data = new HashMap<>();
        data.put("name", "Ada");
        data.put("empty", "");
        data.put("zero", 0);
        data.put("n", 3);
        data.put("half", 0.5);
        data.put("yes", true);
        data.put("no", false);
        data.put("none", null);
        data.put("list", List.of("a", "b", "c"));
        data.put("nothing", List.of());
        data.put("map", Map.of("z", 1, "a", 2));
        data.put("deep", Map.of("inner", Map.of("word", "w")));
        data.put("rows", List.of(Map.of("id", 1, "sub", List.of("x", "y")), Map.of("id", 2, "sub", List.of("z"))));
        data.put("gaps", Arrays.asList("a", null));
        return data;
    }

    private static void assertRenders(String source, String expected) {
        assertThat(GoRendering.text(source.replace("\\n", "\n"), DATA)).isEqualTo(expected.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "# a {{ .name }} b # ~ # a Ada b #",
                "# a {{- .name -}} b # ~ # aAdab #",
                "#a\\n {{- .name }}\\nb# ~ #aAda\\nb#",
                "#a {{ .name -}}\\n\\n b# ~ #a Adab#",
                "#{{- 3 }}|{{-3}}# ~ #3|-3#",
                "#a{{/* no {{ action }} */}}b# ~ #ab#",
                "#a {{- /* c */ -}} b# ~ #ab#",
                "#a {{/* c */ -}} b# ~ #a b#",
                "#}} { } {# ~ #}} { } {#",
                "#{{ .name\\n}}{{\\n.name }}# ~ #AdaAda#"
            })
    void textAndItsSpacesAreKeptUnlessTrimmed(String source, String expected) {
        assertRenders(source, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "#{{ \"a\\\"b\" }}# ~ a\"b",
                "#{{ `raw \\n` }}# ~ #raw \\n#",
                "#{{ \"\\u00e9\\x41\\101\\U0001F600\\t\\xe2\\x96\\x81\" }}# ~ #éAA😀\t▁#",
                "#{{ 'a' }} {{ '\\n' }} {{ '\\'' }}# ~ #97 10 39#",
                "#{{ 1_000 }} {{ 0x1F }} {{ 0b101 }} {{ 0o17 }} {{ 017 }} {{ +5 }}# ~ #1000 31 5 15 15 5#",
                "#{{ 1.5 }} {{ .5 }} {{ 1e3 }} {{ 2.0 }} {{ 1e21 }} {{ 0.00001 }}# ~ #1.5 0.5 1000 2 1e+21 1e-05#",
                "#{{ true }} {{ false }}# ~ #true false#",
                "#{{ 1234567.0 }} {{ -0.0 }}# ~ #1.234567e+06 -0#"
            })
    void literalsAreThoseOfGo(String source, String expected) {
        // The escapes belong to the template here.
        assertThat(GoRendering.text(source.replace("`raw \\n`", "`raw \n`"))).isEqualTo(expected.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "#{{ .deep.inner.word }}# ~ w",
                "#{{ $.name }}{{ $.deep.inner.word }}# ~ Adaw",
                "#{{ (.deep).inner.word }}{{ (index .rows 1).id }}# ~ w2",
                "#{{ .missing }}|{{ .none }}# ~ #<no value>|<no value>#",
                "#{{ $x := .missing }}{{ $x.y }}# ~ #<no value>#",
                "#{{ .list }} {{ .map }} {{ .deep }}# ~ #[a b c] map[a:2 z:1] map[inner:map[word:w]]#",
                "#{{ .gaps }}# ~ #[a <nil>]#",
                "#{{ . | len }}# ~ 14"
            })
    void fieldsAreReadFromMaps(String source, String expected) {
        assertRenders(source, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "#{{ $x := .name }}{{ $x }}{{ $x = 2 }}{{ $x }}# ~ Ada2",
                "#{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ $x }}{{ end }}{{ $x }}# ~ 21",
                "#{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}# ~ 2",
                "#{{ $s := \"\" }}{{ range .list }}{{ $s = print $s . \"-\" }}{{ end }}{{ $s }}# ~ a-b-c-",
                "#{{ if $x := .n }}{{ $x }}{{ else }}no{{ end }}# ~ 3",
                "#{{ $x:=1 }}{{ $y := $x }}{{$y}}# ~ 1",
                "#{{ with $m := .deep }}{{ $m.inner.word }}{{ .inner.word }}{{ end }}# ~ ww"
            })
    void variablesLiveUntilTheirBlockEnds(String source, String expected) {
        assertRenders(source, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "#{{ if .yes }}a{{ end }}{{ if .no }}b{{ end }}# ~ a",
                "#{{ if .empty }}a{{ else if .zero }}b{{ else if .nothing }}c{{ else }}d{{ end }}# ~ d",
                "#{{ if .none }}a{{ else if .missing }}b{{ else if .n }}c{{ else }}d{{ end }}# ~ c",
                "#{{ if .half }}a{{ end }}{{ if .map }}b{{ end }}{{ if .list }}c{{ end }}{{ if 0.0 }}d{{ end }}# ~ abc",
                "#{{ with .name }}<{{ . }}>{{ end }}{{ with .empty }}x{{ else }}{{ .name }}{{ end }}# ~ <Ada>Ada",
                "#{{ with .empty }}a{{ else with .name }}b{{ . }}{{ else }}c{{ end }}# ~ bAda",
                "#{{if(eq .n 3)}}a{{else}}b{{end}}# ~ a"
            })
    void branchesFollowGosIdeaOfTruth(String source, String expected) {
        assertRenders(source, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "#{{ range .list }}{{ . }},{{ end }}# ~ #a,b,c,#",
                "#{{ range $x := .list }}{{ $x }}{{ . }}{{ end }}# ~ aabbcc",
                "#{{ range $i, $x := .list }}{{ $i }}{{ $x }}{{ end }}# ~ 0a1b2c",
                "#{{ range $k, $v := .map }}{{ $k }}={{ $v }};{{ end }}# ~ a=2;z=1;",
                "#{{ range .nothing }}x{{ else }}none of {{ .name }}{{ end }}# ~ #none of Ada#",
                "#{{ range .missing }}x{{ else }}none{{ end }}# ~ none",
                "#{{ range 3 }}{{ . }}{{ end }}{{ range $i := 2 }}{{ $i }}{{ end }}{{ range 0 }}{{ else }}-{{ end }}#"
                        + " ~ 01201-",
                "#{{ range .rows }}{{ .id }}{{ range .sub }}{{ . }}{{ $.n }}{{ end }}{{ end }}# ~ 1x3y32z3",
                "#{{ range .list }}{{ if eq . \"b\" }}{{ continue }}{{ end }}{{ . }}{{ end }}# ~ ac",
                "#{{ range .list }}{{ if eq . \"b\" }}{{ break }}{{ end }}{{ . }}{{ else }}-{{ end }}!# ~ a!",
                "#{{ range .rows }}{{ range .sub }}{{ break }}{{ end }}{{ .id }}{{ end }}# ~ 12",
                "#{{ $i := 9 }}{{ $x := 9 }}{{ range $i, $x = .list }}{{ end }}{{ $i }}{{ $x }}# ~ 2c",
                "#{{ $x := 9 }}{{ range $x = .list }}{{ end }}{{ $x }}# ~ c",
                "#{{ range .gaps }}{{ . }};{{ end }}# ~ #a;<no value>;#"
            })
    void rangesGoOverListsMapsAndIntegers(String source, String expected) {
        assertRenders(source, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "#{{ define \"t\" }}<{{ . }}{{ $ }}>{{ end }}{{ template \"t\" .name }}# ~ <AdaAda>",
                "#{{ template \"t\" . }}{{ define \"t\" }}{{ .n }}{{ end }}# ~ 3",
                "#{{ define \"t\" }}x{{ end }}{{ template \"t\" }}# ~ x",
                "#{{ block \"t\" .deep }}{{ .inner.word }}{{ end }}{{ template \"t\" .deep }}# ~ ww",
                "#{{ define `a` }}a{{ template `b` . }}{{ end }}{{ define `b` }}b{{ end }}{{ template `a` . }}# ~ ab",
                "#{{ define \"t\" }} {{ end }}{{ define \"t\" }}x{{ end }}{{ template \"t\" }}# ~ x",
                "#{{ define \"t\" }}{{ if . }}{{ template \"t\" (slice . 1) }}{{ index . 0 }}{{ end }}{{ end }}"
                        + "{{ template \"t\" .list }}# ~ cba"
            })
    void templatesHaveNames(String source, String expected) {
        assertRenders(source, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "#{{ .name | len }}# ~ 3",
                "#{{ .name | printf \"%s-%s\" \"x\" }}# ~ x-Ada",
                "#{{ \"a\" | print \"b\" | len | eq 2 }}# ~ true",
                "#{{ eq (len .list) (len .name) }}# ~ true",
                "#{{ (len .list | eq 3) | not }}# ~ false",
                "#{{ not (or (eq .name \"x\") (eq .name \"Bob\" \"Ada\")) }}# ~ false"
            })
    void pipelinesHandTheirValueOn(String source, String expected) {
        assertRenders(source, expected);
    }

    @Test
    void lineEndsOfWindowsAreReadAsOthers() {
        assertThat(GoRendering.text("a\r\n{{ 1 }}\r\nb")).isEqualTo("a\n1\nb");
    }

    @Test
    void theNewlineAtTheEndIsKept() {
        assertThat(GoRendering.text("{{ 1 }}\n")).isEqualTo("1\n");
    }

    @Test
    void aTemplateTellsWhichFieldsItUses() {
        GoTemplate template =
                GoTemplate.parse("t", "{{ define \"x\" }}{{ $.Tools }}{{ end }}{{ range .Messages }}{{ end }}");
        assertThat(template.usesMessages()).isTrue();
        assertThat(template.uses("Tools")).isTrue();
        assertThat(template.uses("Suffix")).isFalse();
        assertThat(GoTemplate.parse("t", "{{ if (len .messages) }}{{ end }}").usesMessages())
                .isTrue();
        assertThat(GoTemplate.parse("t", "Messages {{ .Prompt }}").usesMessages())
                .isFalse();
    }
}
