package io.mullama.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which tokens may come next. */
final class GrammarMatcherTest {

    @Test
    void tokensThatBeginWhatIsWantedAreAllowed() {
        Vocabulary vocabulary = new Vocabulary("y", "ye", "yes", "yest", "no", "n", "s", "es");
        GrammarMatcher matcher = vocabulary.matcher("root ::= \"yes\" | \"no\"");

        assertThat(vocabulary.allowed(matcher)).containsExactly("y", "ye", "yes", "no", "n");
        matcher.accept(vocabulary.token("y"));
        assertThat(vocabulary.allowed(matcher)).containsExactly("es");
        assertThat(matcher.isComplete()).isFalse();
        matcher.accept(vocabulary.token("es"));
        assertThat(vocabulary.allowed(matcher)).containsExactly("<end>");
        assertThat(matcher.isComplete()).isTrue();
    }

    @Test
    void theEndIsAllowedExactlyWhereTheTextMayEnd() {
        Vocabulary vocabulary = new Vocabulary("a", "b");
        GrammarMatcher matcher = vocabulary.matcher("root ::= \"a\" \"b\"?");

        assertThat(vocabulary.allowed(matcher)).containsExactly("a");
        matcher.accept(vocabulary.token("a"));
        assertThat(vocabulary.allowed(matcher)).containsExactly("<end>", "b");
        matcher.accept(Vocabulary.END);
        assertThat(matcher.isComplete()).isTrue();
    }

    @Test
    void aTokenThatIsNotAllowedIsNotAccepted() {
        Vocabulary vocabulary = new Vocabulary("a", "b");
        GrammarMatcher matcher = vocabulary.matcher("root ::= \"a\" \"b\"");

        for (int token : new int[] {Vocabulary.END, Vocabulary.THINK, vocabulary.token("b")}) {
            assertThat(matcher.allows(token)).isFalse();
            assertThatThrownBy(() -> matcher.accept(token))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the grammar does not allow token " + token);
        }
        assertThat(vocabulary.allowed(matcher)).containsExactly("a");
    }

    @Test
    void aCharacterMayComeInSeveralTokens() {
        Vocabulary vocabulary = new Vocabulary("a");
        int first = vocabulary.add(0xF0, 0x9F);
        int second = vocabulary.add(0x98);
        int third = vocabulary.add(0x80);
        int other = vocabulary.add(0xF1);
        GrammarMatcher matcher = vocabulary.matcher("root ::= \"😀\"");

        assertThat(matcher.allows(first)).isTrue();
        assertThat(matcher.allows(other)).isFalse();
        assertThat(matcher.allows(third)).isFalse();
        matcher.accept(first);
        assertThat(matcher.allows(third)).isFalse();
        matcher.accept(second);
        assertThat(matcher.isComplete()).isFalse();
        matcher.accept(third);
        assertThat(vocabulary.allowed(matcher)).containsExactly("<end>");
    }

    @Test
    void bytesThatAreNoCharacterAreNeverAllowed() {
        Vocabulary vocabulary = new Vocabulary("a");
        List<Integer> wrong = List.of(
                vocabulary.add(0x80),
                vocabulary.add(0xC0, 0x80),
                vocabulary.add(0xC1),
                vocabulary.add(0xC3, 0x28),
                vocabulary.add(0xE0, 0x80),
                vocabulary.add(0xF0, 0x80, 0x80),
                vocabulary.add(0xF4, 0x90),
                vocabulary.add(0xF5),
                vocabulary.add(0xFF));
        int right = vocabulary.add(0xC3);
        GrammarMatcher matcher = vocabulary.matcher("root ::= .*");

        assertThat(wrong).noneMatch(matcher::allows);
        assertThat(matcher.allows(right)).isTrue();
        matcher.accept(right);
        assertThat(matcher.allows(Vocabulary.END)).isFalse();
    }

    @Test
    void controlTokensAreNoText() {
        Vocabulary vocabulary = new Vocabulary("<", "think", ">");

        assertThat(vocabulary.allowed(vocabulary.matcher("root ::= .*"))).containsExactly("<end>", "<", "think", ">");
    }

    @Test
    void aTokenMayBeAskedFor() {
        Vocabulary vocabulary = new Vocabulary("a", "b");
        GrammarMatcher matcher = vocabulary.matcher("root ::= <think> \"a\" <[3]> | \"b\"");

        assertThat(vocabulary.allowed(matcher)).containsExactly("<think>", "b");
        matcher.accept(Vocabulary.THINK);
        matcher.accept(vocabulary.token("a"));
        assertThat(vocabulary.allowed(matcher)).containsExactly("b");
    }

    @Test
    void anyTokenButOneMayBeAskedFor() {
        Vocabulary vocabulary = new Vocabulary("a", "b");
        int half = vocabulary.add(0xC3);
        GrammarMatcher matcher = vocabulary.matcher("root ::= !<[2]> \"a\"");

        assertThat(matcher.allows(half)).isTrue();
        assertThat(vocabulary.allowed(matcher)).doesNotContain("a", "<end>").contains("b", "<think>");
        matcher.accept(half);
        assertThat(vocabulary.allowed(matcher)).containsExactly("a");
    }

    /** llama.cpp allows such a token when asked, and ends the process when it is then accepted. */
    @Test
    void aTokenElementIsNotMetInTheMiddleOfAToken() {
        Vocabulary vocabulary = new Vocabulary("a", "b", "ab");
        GrammarMatcher matcher = vocabulary.matcher("root ::= \"a\" !<[0]>");

        assertThat(vocabulary.allowed(matcher)).containsExactly("a");
    }

    @Test
    void aTokenMayBeBothTextAndItself() {
        Vocabulary vocabulary = new Vocabulary("a", "b", "c");
        GrammarMatcher matcher = vocabulary.matcher("root ::= <[2]> \"b\" | \"a\" \"c\" | !<[2]>");

        assertThat(vocabulary.allowed(matcher)).containsExactly("<think>", "a", "b", "c");
        matcher.accept(vocabulary.token("a"));
        assertThat(vocabulary.allowed(matcher)).containsExactly("b", "c");
    }

    /** Twice as many ways with every character: nothing bounds them in llama.cpp. */
    @Test
    void whatCanBeReadInTooManyWaysIsGivenUp() {
        Vocabulary vocabulary = new Vocabulary("x");
        GrammarMatcher matcher = vocabulary.matcher("root ::= \"x\" root \"a\" | \"x\" root \"b\" | \"\"");

        assertThatThrownBy(() -> IntStream.range(0, 100).forEach(i -> matcher.accept(vocabulary.token("x"))))
                .isInstanceOf(GrammarException.class)
                .hasMessage("the text so far can be read in too many ways");
    }

    @Test
    void whatCanBeginInTooManyWaysIsGivenUpAtTheStart() {
        String gbnf = "root ::= a0\na9 ::= \"x\"\n"
                + IntStream.range(0, 9)
                        .mapToObj(i -> "a%d ::=%s\n"
                                .formatted(i, " a%d?".formatted(i + 1).repeat(10)))
                        .collect(Collectors.joining());

        assertThatThrownBy(() -> new Vocabulary("x").matcher(gbnf))
                .isInstanceOf(GrammarException.class)
                .hasMessage("the text so far can be read in too many ways");
    }

    @Test
    void nestingIsNotBounded() {
        Vocabulary vocabulary = new Vocabulary("[", "]");
        GrammarMatcher matcher = vocabulary.matcher("root ::= \"[\" root* \"]\"");
        int depth = 50_000;

        IntStream.range(0, depth).forEach(i -> matcher.accept(vocabulary.token("[")));
        IntStream.range(0, depth).forEach(i -> matcher.accept(vocabulary.token("]")));

        assertThat(vocabulary.allowed(matcher)).containsExactly("<end>");
    }

    @Test
    void aLongAnswerIsFollowedToItsEnd() {
        Vocabulary vocabulary = new Vocabulary("[", "]", "1", ",", "11", "1,");
        GrammarMatcher matcher = vocabulary.matcher("root ::= \"[\" (\"1\"+ (\",\" \"1\"+)*)? \"]\"");

        matcher.accept(vocabulary.token("["));
        IntStream.range(0, 50_000).forEach(i -> matcher.accept(vocabulary.token("1,")));

        assertThat(vocabulary.allowed(matcher)).containsExactly("1", "11", "1,");
    }
}
