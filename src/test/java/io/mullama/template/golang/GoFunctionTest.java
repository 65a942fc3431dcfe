package io.mullama.template.golang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The functions of Go's templates and of Ollama's. */
class GoFunctionTest {
    private static final Map<String, Object> DATA = Map.of(
            "list", List.of("a", "b", "c"),
            "grid", List.of(List.of(1, 2), List.of(3, 4)),
            "map", Map.of("k", Map.of("deep", "v")),
            "word", "né😀x",
            "tags", "<a href='x'>&\"",
            "mixed", List.of(1, 2.5, true, "s<\u2028\n", Map.of("b", 1, "a", List.of())));

    private static void assertRenders(String source, String expected) {
        assertThat(GoRendering.text(source, DATA)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "#{{ and 1 2 }} {{ and 1 0 2 }} {{ and \"\" 1 }} {{ and 1 }}# ~ #2 0  1#",
                "#{{ or 0 \"a\" }} {{ or 0 \"\" }}| {{ or 1 2 }} {{ or 0 }}# ~ #a | 1 0#",
                "#{{ not 0 }} {{ not 1 }} {{ not \"\" }}# ~ #true false true#",
                "#{{ and false (index .list 9) }} {{ or true (index .list 9) }}# ~ #false true#",
                "#{{ 3 | and 1 2 }} {{ 3 | or 0 }} {{ 3 | and 0 }}# ~ #3 3 0#"
            })
    void logicGivesBackWhatDecides(String source, String expected) {
        assertRenders(source, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "#{{ eq 1 1 }} {{ eq 1 2 3 1 }} {{ eq \"a\" \"b\" }} {{ eq true true }} {{ eq 1.5 1.5 }}#"
                        + " ~ #true true false true true#",
                "#{{ eq .none nil }} {{ eq .word nil }} {{ eq nil \"a\" nil }} {{ ne .none nil }}#"
                        + " ~ #true false true false#",
                "#{{ ne 1 2 }} {{ ne \"a\" \"a\" }}# ~ #true false#",
                "#{{ lt 1 2 }} {{ le 2 2 }} {{ gt 1 2 }} {{ ge 2 2 }} {{ lt \"a\" \"b\" }} {{ gt 2.5 1.5 }}#"
                        + " ~ #true true false true true true#",
                "#{{ eq 'a' 97 }}# ~ true"
            })
    void comparisonsAreOfOneKind(String source, String expected) {
        assertRenders(source, expected);
    }

    @Test
    void stringsCompareByTheirCodePoints() {
        assertThat(GoRendering.text("{{ lt .a .b }}", Map.of("a", "\uFFFD", "b", "😀")))
                .isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "#{{ len .list }} {{ len .map }} {{ len .word }} {{ len \"\" }}# ~ #3 1 8 0#",
                "#{{ index .list 1 }} {{ index .grid 1 0 }} {{ index .map \"k\" \"deep\" }} {{ index .list }}#"
                        + " ~ #b 3 v [a b c]#",
                "#{{ index .map \"no\" }} {{ index \"abc\" 1 }}# ~ #<no value> 98#",
                "#{{ slice .list 1 }} {{ slice .list 0 2 }} {{ slice .list 1 2 3 }} {{ slice .list }}#"
                        + " ~ #[b c] [a b] [b] [a b c]#",
                "#{{ slice .word 1 3 }}{{ slice .word 7 }}# ~ éx"
            })
    void collectionsCountStringsInBytes(String source, String expected) {
        assertRenders(source, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "#{{ print 1 2 \"a\" 3 4 }}{{ print }}# ~ #1 2a3 4#",
                "#{{ print \"a\" \"b\" }} {{ print nil true }}# ~ #ab <nil> true#",
                "#{{ println \"a\" 1 }}|# ~ #a 1\n|#",
                "#{{ html .tags }}# ~ #&lt;a href=&##39;x&##39;&gt;&amp;&##34;#",
                "#{{ js .tags }}# ~ #\\u003Ca href\\u003D\\'x\\'\\u003E\\u0026\\\"#",
                "#{{ urlquery \"a b&*~é\" }}# ~ #a+b%26%2A~%C3%A9#"
            })
    void printingAndEscapingFollowGo(String source, String expected) {
        assertRenders(source, expected);
    }

    @Test
    void jsonIsThatOfGo() {
        assertRenders("{{ json .mixed }}", "[1,2.5,true,\"s\\u003c\\u2028\\n\",{\"a\":[],\"b\":1}]");
        assertRenders(
                "{{ .none | json }} {{ json 1e21 }} {{ json 1e-7 }} {{ json 100000.0 }}", "null 1e+21 1e-7 100000");
        assertRenders("{{ json \"a\\\"b\\\\\\t\\x01\" }}", "\"a\\\"b\\\\\\t\\u0001\"");
    }

    @Test
    void datesComeFromTheClock() {
        assertRenders("{{ currentDate }} {{ yesterdayDate \"any\" }}", "2026-03-01 2026-02-28");
    }

    @Test
    void typesOfAnythingButAPropertyAreAny() {
        assertRenders("{{ toTypeScriptType .map }}", "any");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "#{{ printf \"%s-%v-%d\" \"a\" true 3 }}# ~ a-true-3",
                "#{{ printf \"%q %q\" \"a\\\"\\n\" 'x' }}# ~ #\"a\\\"\\n\" 'x'#",
                "#{{ printf \"%5d|%-5d|%05d|%+d|% d\" 42 42 -42 42 42 }}# ~ #   42|42   |-0042|+42| 42#",
                "#{{ printf \"%5s|%-5s|%.2s\" \"é\" \"é\" \"éàü\" }}# ~ #    é|é    |éà#",
                "#{{ printf \"%f %.2f %8.3f %e %g %.3g\" 1.5 2.345 -1.0 12345.678 0.1 1234.5 }}#"
                        + " ~ #1.500000 2.35   -1.000 1.234568e+04 0.1 1.23e+03#",
                "#{{ printf \"%x %X %o %b %c %U %x\" 255 255 8 5 233 233 \"é\" }}# ~ #ff FF 10 101 é U+00E9 c3a9#",
                "#{{ printf \"100%% %t %v %v\" false 1.5 .list }}# ~ #100% false 1.5 [a b c]#",
                "#{{ printf \"%s\" .list }}{{ printf \"%v\" nil }}# ~ #[a b c]<nil>#",
                "#{{ printf \"plain\" }}{{ \"x\" | printf \"<%s>\" }}# ~ #plain<x>#"
            })
    void formatsAreThoseOfGo(String source, String expected) {
        assertRenders(source, expected);
    }
}
