package io.mullama.grammar.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grammars that are put together by hand. */
final class GrammarBuilderTest {
    private final GrammarBuilder builder = new GrammarBuilder();

    @Test
    void equalRulesAreKeptOnce() {
        assertThat(builder.rule("a", "\"x\"")).isEqualTo("a");
        assertThat(builder.rule("b", "\"x\"")).isEqualTo("a");
        assertThat(builder.build("a")).isEqualTo("root ::= a\na ::= \"x\"\n");
    }

    @Test
    void namesAreUniqueAndReadable() {
        assertThat(builder.rule("get weather_now", "\"1\"")).isEqualTo("get-weather-now");
        assertThat(builder.rule("get-weather-now", "\"2\"")).isEqualTo("get-weather-now-1");
        assertThat(builder.rule("get-weather-now", "\"3\"")).isEqualTo("get-weather-now-2");
        assertThat(builder.rule("root", "\"4\"")).isEqualTo("root-1");
        assertThat(builder.rule("日本", "\"5\"")).isEqualTo("rule");
        assertThat(builder.rule("x".repeat(1_000), "\"6\"")).hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b\\c", "[^-]", "é😀\u2028", "\n\r\t\u0000\u001f\u007f", "", "日本", "\u00a0\ufeff"})
    void literalsStandForThemselves(String text) {
        assertThat(ByteGrammar.of("root ::= \"<\" " + GrammarBuilder.literal(text) + " \">\"")
                        .takes("<" + text + ">"))
                .isTrue();
    }

    @Test
    void halfOfAPairOfSurrogatesIsEscaped() {
        assertThat(GrammarBuilder.literal("a\ud83d")).isEqualTo("\"a\\U0000D83D\"");
    }

    @Test
    void textUntilAMarkerIsAnyThatHasNone() {
        String text = builder.until("</tool_call>");
        ByteGrammar grammar = ByteGrammar.of(builder.build(text));

        assertThat(grammar.takes("")).isTrue();
        assertThat(grammar.takes("a <b> </tool_cal <</tool_call é😀\n")).isTrue();
        assertThat(grammar.takes("</tool_call>")).isFalse();
        assertThat(grammar.takes("a</</tool_call>b")).isFalse();
    }

    @Test
    void theFirstOfSeveralMarkersCounts() {
        String text = builder.until(List.of("abcd", "bc", "😀x"));
        ByteGrammar grammar = ByteGrammar.of(builder.build(text));

        assertThat(grammar.takes("ab cd 😀")).isTrue();
        assertThat(grammar.takes("abc")).isFalse();
        assertThat(grammar.takes("xbc")).isFalse();
        assertThat(grammar.takes("😀😀x")).isFalse();
    }

    @Test
    void textThroughAMarkerEndsWithTheFirst() {
        String text = builder.through(List.of("aab", "<end>"));
        ByteGrammar grammar = ByteGrammar.of(builder.build(text + " \"!\""));

        assertThat(grammar.takes("aab!")).isTrue();
        assertThat(grammar.takes("aaaab!")).isTrue();
        assertThat(grammar.takes("x<en<end>!")).isTrue();
        assertThat(grammar.takes("aabaab!")).isFalse();
        assertThat(grammar.takes("aa!")).isFalse();
    }

    @Test
    void aSchemaIsARuleAmongOthers() {
        String first =
                builder.schema(ByteGrammar.json("{'properties':{'a':{'type':'null'}},'required':['a']}"), "tools[0]");
        String second = builder.schema(ByteGrammar.json("{'type':'integer'}"), "tools[1]");
        ByteGrammar grammar =
                ByteGrammar.of(builder.build(GrammarBuilder.literal("<call>") + " (" + first + " | " + second + ")"));

        assertThat(grammar.takes("<call>{\"a\": null}")).isTrue();
        assertThat(grammar.takes("<call>7")).isTrue();
        assertThat(grammar.takes("<call>null")).isFalse();
    }

    @Test
    void jsonsOwnRulesMayBeUsed() {
        ByteGrammar grammar = ByteGrammar.of(builder.build(String.join(
                " ",
                builder.anyString(),
                builder.whitespace(),
                builder.anyValue(),
                builder.whitespace(),
                builder.anyObject())));

        assertThat(grammar.takes("\"a\" [1]{}")).isTrue();
        assertThat(grammar.takes("a [1]{}")).isFalse();
    }

    @Test
    void aRuleMayMentionItself() {
        String name = builder.reserve("nested");
        builder.define(name, "\"(\" " + name + "? \")\"");

        assertThat(ByteGrammar.of(builder.build(name)).takes("((()))")).isTrue();
    }

    @Test
    void rulesAndSizeAreBounded() {
        assertThatThrownBy(() -> IntStream.range(0, 30_000).forEach(i -> builder.rule("r", "\"" + i + "\"")))
                .isInstanceOf(SchemaException.class)
                .hasMessage("the schema is too large to be enforced: its grammar would have more than 20000 rules");
        assertThatThrownBy(() -> new GrammarBuilder().rule("r", "\"" + "a".repeat(2_000_000) + "\""))
                .isInstanceOf(SchemaException.class)
                .hasMessage(
                        "the schema is too large to be enforced: its grammar would have more than 1048576 characters");
    }

    @Test
    void aGrammarThatCannotBeUsedIsRefused() {
        assertThatThrownBy(() -> builder.build("missing"))
                .isInstanceOf(SchemaException.class)
                .hasMessage("the schema cannot be enforced: its grammar cannot be used: "
                        + "line 1, column 10: the rule 'missing' is not defined");
    }

    @Test
    void tokensMayBeNamed() {
        assertThat(builder.build("<tool_call> <[7]>")).isEqualTo("root ::= <tool_call> <[7]>\n");
    }

    @Test
    void aMarkerIsSomeText() {
        assertThatThrownBy(() -> builder.until("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.through(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
