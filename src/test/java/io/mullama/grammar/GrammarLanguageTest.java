package io.mullama.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts a grammar takes. */
final class GrammarLanguageTest {
    private static final String JSON = """
            # JSON, as RFC 8259 has it
            root   ::= value
            value  ::= object | array | string | number | ("true" | "false" | "null") ws
            object ::= "{" ws ( member ("," ws member)* )? "}" ws
            member ::= string ":" ws value
            array  ::= "[" ws ( value
                ("," ws value)* )? "]" ws
            string ::= "\\"" ( [^"\\\\\\x7F\\x00-\\x1F] | "\\\\" (["\\\\bfnrt] | "u" [0-9a-fA-F]{4}) )* "\\"" ws
            number ::= "-"? ("0" | [1-9] [0-9]{0,15}) ("." [0-9]+)? ([eE] [-+]? [0-9]{1,3})? ws
            ws     ::= | " " | "\\n" [ \\t]{0,20}
            """;

    @Test
    void alternatives() {
        assertTakes("root ::= \"yes\" | \"no\"", "yes", "no");
        assertRefuses("root ::= \"yes\" | \"no\"", "", "y", "noo", "yesno", "Yes");
    }

    @Test
    void anEmptyAlternativeIsTheEmptyText() {
        assertTakes("root ::= \"a\" |", "", "a");
        assertTakes("root ::= \"\"", "");
        assertRefuses("root ::= \"\"", "a");
    }

    @Test
    void sets() {
        assertTakes("root ::= [a-cx_]", "a", "b", "c", "x", "_");
        assertRefuses("root ::= [a-cx_]", "d", "-", "^");
        assertTakes("root ::= [^a-c]", "d", "\n", "é", "😀");
        assertRefuses("root ::= [^a-c]", "a", "b", "c");
        assertTakes("root ::= [a-]", "a", "-");
        assertTakes("root ::= [-a]", "a", "-");
        assertTakes("root ::= [\\]\\[\\^\\\\]".replace("\\^", "^"), "]", "[", "^", "\\");
        assertTakes("root ::= .", "a", "\n", "é", "😀");
        assertRefuses("root ::= .", "", "ab");
    }

    @Test
    void charactersOfEveryLengthAndTheirEscapes() {
        assertTakes("root ::= \"é\" \"€\" \"😀\"", "é€😀");
        assertTakes("root ::= \"\\xe9\\u20AC\\U0001F600\\t\\r\\n\\\"\"", "é€😀\t\r\n\"");
        assertTakes("root ::= [ぁ-ゟ]+", "ひらがな");
        assertRefuses("root ::= [ぁ-ゟ]+", "カ");
    }

    @Test
    void repetitions() {
        assertTakes("root ::= \"ab\"*", "", "ab", "abab");
        assertRefuses("root ::= \"ab\"*", "a", "aba");
        assertTakes("root ::= \"ab\"+", "ab", "abab");
        assertRefuses("root ::= \"ab\"+", "");
        assertTakes("root ::= \"a\" \"b\"?", "a", "ab");
        assertRefuses("root ::= \"a\" \"b\"?", "abb");
    }

    @Test
    void countedRepetitions() {
        assertTakes("root ::= \"a\"{2}", "aa");
        assertRefuses("root ::= \"a\"{2}", "a", "aaa");
        assertTakes("root ::= \"a\"{2,}", "aa", "aaaaa");
        assertRefuses("root ::= \"a\"{2,}", "a");
        assertTakes("root ::= \"a\"{ 1 , 3 }", "a", "aa", "aaa");
        assertRefuses("root ::= \"a\"{1,3}", "", "aaaa");
        assertTakes("root ::= \"a\"{0} \"b\"", "b");
        assertTakes("root ::= \"a\"{0,0} \"b\"", "b");
        assertTakes("root ::= [a-z]{10000}", "x".repeat(10000));
    }

    @Test
    void groupsAndRules() {
        assertTakes("root ::= (\"a\" | \"b\" \"c\")+ d\nd ::= \"d\"", "ad", "bcd", "abcabcd");
        assertRefuses("root ::= (\"a\" | \"b\" \"c\")+ d\nd ::= \"d\"", "d", "abd", "bc");
        assertTakes("a-1 ::= \"x\"\r\nroot ::= # what follows is the rule\r\n  a-1 |\r\n  \"y\"\r\n", "x", "y");
        assertTakes("root ::= \"(\" root \")\" | \"\"", "", "()", "((()))");
        assertRefuses("root ::= \"(\" root \")\" | \"\"", "(", "())");
    }

    @Test
    void rulesThatCanBeEmptyInARow() {
        assertTakes("root ::= a b c\na ::= \"a\"?\nb ::= a a\nc ::= b \"c\"", "c", "aaaaac");
        assertRefuses("root ::= a b c\na ::= \"a\"?\nb ::= a a\nc ::= b \"c\"", "aaaaaac");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "0",
                "-12.50e+10",
                "\"\"",
                "{\"a\":[1,2,{\"b\":null}],\"c\":\"\\u00e9\\n é😀\"}",
                "[[[[]]]]",
                "{\n \"a\":\n\t\ttrue}"
            })
    void whatIsJson(String text) {
        assertTakes(JSON, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{a:1}", "[1,]", "01", "\"\n\"", "\"\\x\"", "tru", "{}{}", "\"\\u00g0\""})
    void whatIsNotJson(String text) {
        assertRefuses(JSON, text);
    }

    private static void assertTakes(String gbnf, String... texts) {
        for (String text : texts) {
            assertThat(Vocabulary.takes(gbnf, text))
                    .as("%s takes %s", gbnf, text)
                    .isTrue();
        }
    }

    private static void assertRefuses(String gbnf, String... texts) {
        for (String text : texts) {
            assertThat(Vocabulary.takes(gbnf, text))
                    .as("%s refuses %s", gbnf, text)
                    .isFalse();
        }
    }
}
