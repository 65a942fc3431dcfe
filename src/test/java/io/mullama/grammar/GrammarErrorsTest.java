package io.mullama.grammar;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a grammar that cannot be used is told. */
final class GrammarErrorsTest {
    private static final Vocabulary VOCABULARY = new Vocabulary("a");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "root ::= \"a       | line 1, column 12: the grammar ends too early",
                "root ::= [a       | line 1, column 12: the grammar ends too early",
                "root ::= (\"a\"     | line 1, column 14: expected ')', and the grammar ends",
                "root := \"a\"      | line 1, column 6: expected '::=', not ':'",
                "root             | line 1, column 5: expected '::=', and the grammar ends",
                "= \"a\"            | line 1, column 1: expected the name of a rule, not '='",
                "root ::= \"a\" )    | line 1, column 14: expected the end of the line, or more of the rule 'root', not ')'",
                "root ::= *       | line 1, column 10: there is nothing to repeat before '*'",
                "root ::= \"\\q\"    | line 1, column 13: there is no escape \\q",
                "root ::= \"\\u12\"   | line 1, column 15: expected 4 hexadecimal digits, not '\"'",
                "root ::= \"\\UFFFFFFFF\" | line 1, column 21: there is no such character",
                "root ::= [z-a]   | line 1, column 12: this range ends before it begins",
                "root ::= \"a\"{,2}  | line 1, column 14: expected a number, not ','",
                "root ::= \"a\"{3,2} | line 1, column 13: the most repetitions, 2, are fewer than the least, 3",
                "root ::= \"a\"{2;}  | line 1, column 15: expected '}', not ';'",
                "root ::= \"a\"{10001} | line 1, column 19: this number is over 10000",
                "root ::= \"a\"{99999999999999999999} | line 1, column 19: this number is over 10000",
                "root ::= b       | line 1, column 10: the rule 'b' is not defined",
                "a ::= \"a\"        | there is no rule named 'root', with which a grammar begins",
                "`# nothing`      | there is no rule named 'root', with which a grammar begins",
                "root ::= <a>     | line 1, column 10: '<a>' is not one token of the model",
                "root ::= <[3]>   | line 1, column 10: there is no token 3: the model has 3",
                "root ::= <[x]>   | line 1, column 12: expected a number, not 'x'",
                "root ::= !\"a\"    | line 1, column 11: expected '<', not '\"'",
            })
    void aGrammarThatCannotBeReadSaysWhere(String gbnf, String message) {
        assertRefused(gbnf, message);
    }

    @Test
    void theLineIsCounted() {
        assertRefused("root ::= a\n\na ::= \"x\"\na ::= \"y\"", "line 4, column 1: the rule 'a' is defined twice");
        assertRefused("root ::= \"x\"\n  | \"y\"", "line 2, column 3: expected the name of a rule, not '|'");
        assertRefused(
                "root ::= \"x\" \u0007",
                "line 1, column 14: expected the end of the line, or more of the rule 'root', not '\\x07'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "root ::= root                                    | root",
                "root ::= root `\"a\"` / `\"b\"`                   | root",
                "root ::= a `\"x\"`; a ::= b / `\"y\"`; b ::= a   | a",
                "root ::= (`\"a\"`?)*                             | root",
                // Those that llama.cpp does not see, and then runs after for ever.
                "root ::= b root `\"x\"` / `\"y\"`; b ::= c; c ::= | root",
                "root ::= `\"b\"` a; a ::= x a; x ::= y; y ::= `\"\"` | a",
            })
    void aRuleThatComesBackToItselfIsRefused(String gbnf, String rule) {
        assertRefused(
                gbnf.replace("`", "").replace("/", "|").replace("; ", "\n"),
                "the rule '" + rule + "' comes back to itself before anything is matched (left recursion)");
    }

    @Test
    void aLongNameIsNotRepeatedInWhole() {
        assertRefused(
                "root ::= " + "a".repeat(1000), "line 1, column 10: the rule '" + "a".repeat(60) + "…' is not defined");
    }

    @Test
    void whatWouldTakeTooMuchMemoryIsRefused() {
        assertRefused(
                "root ::= " + "(".repeat(101) + "\"a\"" + ")".repeat(101),
                "line 1, column 111: the grammar is nested more than 100 deep");
        assertThatThrownBy(() -> Grammar.parse("root ::= \"" + "a".repeat(100) + "\"{10000}", VOCABULARY))
                .isInstanceOf(GrammarException.class)
                .hasMessageEndingWith("the grammar is too large: its repetitions make more than 200000 symbols");
    }

    private static void assertRefused(String gbnf, String message) {
        assertThatThrownBy(() -> Grammar.parse(gbnf, VOCABULARY))
                .isInstanceOf(GrammarException.class)
                .hasMessage(message);
    }
}
