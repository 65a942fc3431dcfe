package io.mullama.grammar.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts a regular expression is found in. */
final class RegexTest {
    private static final int DEPTH = 3;

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "^abc$ abc ab,abcd,xabc",
                "b abc,b ac",
                "^a a,ab ba",
                "a$ a,ba ab",
                "^a|b$ a,ax,xb,b xax,bx",
                "(^a|b)c ac,bc,xbc,acx xac",
                "^(?:a|bc)*$ `,a,abc,bcbc` b,ac",
                "^(?<name>a)(b)$ ab a",
                "^(?P<name>a)$ a b",
                "^a+?b*?c??$ a,aab,abc b",
                "^a{2}$ aa a,aaa",
                "^a{2,}$ aa,aaaa a",
                "^a{1,3}?$ a,aaa `,aaaa`",
                "^a{$ a{ a",
                "^a{x}{2}$ a{x}} a{x}",
                "^[a-cx]$ a,b,c,x d,-",
                "^[^a-c]$ d,é,😀 a,ab",
                "^[a-]$ a,- b",
                "^a|[]$ a `b,`",
                "^[^]$ a,] `,ab`",
                "^[\\]\\\\]$ ],\\ a",
                "^[\\d_]$ 1,_ a",
                "^\\d\\D\\w\\W$ 1a_- 11_-",
                "^\\x41\\u0042\\u{1F600}\\ud83d\\ude00$ AB😀😀 AB",
                "^\\.\\*\\/\\-\\^\\$$ .*/-^$ a",
                "^.$ a,😀,é ab",
                "^\\p{Lu}\\p{L}\\P{L}$ Éé1 ééé",
                "^\\p{Letter}$ a 1",
                "^]$ ] a",
                "^(?=.*[A-Z])(?=.*\\d).{4,}$ Abc1,1aaZ,A1A1A abc1,ABCD,A1a",
                "^(?!\\.)(?!.*\\.\\.)[a.]*[a]$ a,a.a,aa.a .a,a..a,a.",
                "^(?!a|b$)(?:b|c) bc,c,cb a,b",
                "^(?!a$)b*a ba,ab,aa a,b",
                "^}$ } a",
                "^(a{0}|b)$ `b,` a",
            })
    void textsAreFound(String pattern, String found, String notFound) {
        Automaton automaton = Regex.found(pattern);

        for (String text : found == null ? new String[] {""} : found.split(",", -1)) {
            assertThat(automaton.matches(text)).as("%s in %s", pattern, text).isTrue();
        }
        for (String text : notFound == null ? new String[0] : notFound.split(",", -1)) {
            assertThat(automaton.matches(text)).as("%s in %s", pattern, text).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a(?=b)     | it has a lookahead that is not at the beginning at character 2",
                "a(?!b)     | it has a lookahead that is not at the beginning at character 2",
                "(?=b)      | it has a lookahead that is not at the beginning at character 1",
                "`^(?=a)b|c` | it has a lookahead, and alternatives outside of a group at character 8",
                "^(?!a      | there is no ')' for the '(' at character 2",
                "(?<=a)b    | it has a lookbehind at character 1",
                "(?<!a)b    | it has a lookbehind at character 1",
                "(a)\\1     | it has a back reference at character 4",
                "(?<n>a)\\k<n> | it has a back reference at character 8",
                "\\bword    | it has a word boundary at character 1",
                "(?i)a      | it has inline flags or another special group at character 1",
                "a)         | there is a ')' without '(' at character 2",
                "(a         | there is no ')' for the '(' at character 1",
                "[a         | there is no ']' for the '[' at character 1",
                "*a         | there is nothing to repeat before '*' at character 1",
                "a**        | there is nothing to repeat before '*' at character 3",
                "a*+        | there is nothing to repeat before '+' at character 3",
                "^*         | it repeats an anchor at character 1",
                "a{3,2}     | the most repetitions, 2, are fewer than the least, 3, at character 2",
                "[b-a]      | a range ends before it begins at character 2",
                "[\\d-z]    | a range begins or ends with a class of characters at character 2",
                "\\q        | there is no escape \\q, which is at character 1",
                "\\07       | it has an octal escape at character 1",
                "\\x4       | there are not the digits of a character for the escape \\x at character 1",
                "\\u{110000} | there are not the digits of a character for the escape \\u at character 1",
                "\\c1       | there is no letter for the escape \\c at character 1",
                "\\p{Greek} | it has a property of characters that is not known at character 1",
                "\\pL       | there is no '{' for the escape \\p at character 1",
                "a\\        | it ends too early",
            })
    void whatCannotBeUsedSaysWhy(String pattern, String message) {
        assertRefused(pattern, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((a{1000}){1000}){1000}){1000})",
                "(((((){1000}){1000}){1000}){1000}){1000}",
                "^(?:a?){4500}$",
                "^((a*)*b){5000}$",
                "^[ab]*a[ab]{400}$",
                "a{100000000000000000000}",
                "(((a?){50}){50}){50}",
                "^(\\p{L}\\P{L}|\\p{Lu}.){2900}$",
            })
    void whatIsTooLargeIsRefusedSoon(String pattern) {
        Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> assertRefused(pattern, "it is too large: it needs more than 4000 states"));
    }

    @Test
    void nestingAndLengthAreBounded() {
        assertRefused("(".repeat(5_000), "it is nested more than 100 deep at character 101");
        assertRefused("a".repeat(10_001), "it is longer than 10000 characters");
    }

    @Test
    void controlCharactersHaveEscapes() {
        assertThat(Regex.found("^[\\b]$").matches("\b")).isTrue();
        assertThat(Regex.found("^\\cA$").matches("\u0001")).isTrue();
        assertThat(Regex.found("^\\t\\n\\v\\f\\r\\0$").matches("\t\n\u000b\f\r\0"))
                .isTrue();
    }

    @Test
    void anEmptyAlternativeIsFoundEverywhere() {
        assertThat(Regex.found("^a||b$").matches("xyz")).isTrue();
        assertThat(Regex.found("").matches("")).isTrue();
    }

    @Test
    void halfOfAPairOfSurrogatesMatchesNothing() {
        assertThat(Regex.found("^\\ud83d$").isEmpty()).isTrue();
        assertThat(Regex.found("^\\ud83da$").isEmpty()).isTrue();
    }

    /** Random expressions of what both have, over a small alphabet; Java is wrong about anchors within repetitions. */
    @RepeatedTest(20)
    void javasExpressionsAgree(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 20; i++) {
            String pattern = choice(random, DEPTH);
            Automaton automaton = Regex.found(pattern);
            Pattern java = Pattern.compile(pattern, Pattern.DOTALL);
            for (int j = 0; j < 30; j++) {
                String text = text(random);
                assertThat(automaton.matches(text))
                        .as("seed %d: %s in '%s'", repetition.getCurrentRepetition(), pattern, text)
                        .isEqualTo(java.matcher(text).find());
            }
        }
    }

    @RepeatedTest(20)
    void combinationsAgreeToo(RepetitionInfo repetition) {
        Random random = new Random(1_000 + repetition.getCurrentRepetition());
        for (int i = 0; i < 20; i++) {
            Automaton one = Regex.found(anchored(random));
            Automaton other = Regex.found(anchored(random));
            int least = random.nextInt(3);
            int most = random.nextInt(4) == 0 ? -1 : least + random.nextInt(3);
            Automaton both = one.and(other);
            Automaton sized = one.and(Automaton.ofLength(least, most));
            assertThat(sized.isOfLength(least, most)).isTrue();
            for (int j = 0; j < 30; j++) {
                String text = text(random);
                boolean right = text.length() >= least && (most < 0 || text.length() <= most);
                assertThat(both.matches(text)).isEqualTo(one.matches(text) && other.matches(text));
                assertThat(sized.matches(text)).isEqualTo(one.matches(text) && right);
                assertThat(one.isOfLength(least, most) && one.matches(text) && !right)
                        .isFalse();
            }
        }
    }

    private static String anchored(Random random) {
        return (random.nextBoolean() ? "^" : "") + "(?:" + choice(random, 1) + ")" + (random.nextBoolean() ? "$" : "");
    }

    private static String text(Random random) {
        return IntStream.range(0, random.nextInt(7))
                .mapToObj(i -> String.valueOf("abc1".charAt(random.nextInt(4))))
                .collect(Collectors.joining());
    }

    private static String choice(Random random, int depth) {
        return IntStream.rangeClosed(0, random.nextInt(5) == 0 ? 1 : 0)
                .mapToObj(i -> sequence(random, depth))
                .collect(Collectors.joining("|"));
    }

    private static String sequence(Random random, int depth) {
        return (depth == DEPTH && random.nextInt(3) == 0 ? "^" : "")
                + IntStream.rangeClosed(0, random.nextInt(3))
                        .mapToObj(i -> repeated(random, depth))
                        .collect(Collectors.joining())
                + (depth == DEPTH && random.nextInt(3) == 0 ? "$" : "");
    }

    private static String repeated(Random random, int depth) {
        String[] quantifiers = {"", "", "", "*", "+", "?", "{2}", "{1,2}", "{0,1}?", "*?", "{2,}"};
        return part(random, depth) + quantifiers[random.nextInt(quantifiers.length)];
    }

    private static String part(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return (random.nextBoolean() ? "(" : "(?:") + choice(random, depth - 1) + ")";
        }
        String[] parts = {"a", "b", "c", "[ab]", "[^a]", "\\d", "\\w", "[b-c1]", "\\D"};
        return parts[random.nextInt(parts.length)];
    }

    private static void assertRefused(String pattern, String message) {
        assertThatThrownBy(() -> Regex.found(pattern))
                .as(pattern)
                .isInstanceOf(RegexException.class)
                .hasMessage(message);
    }
}
