package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.engine.FinishReason;
import io.mullama.engine.LogitBias;
import io.mullama.engine.SamplingOptions;
import io.mullama.grammar.AnswerPlan;
import io.mullama.grammar.Stage;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that follow a grammar, and grammars that must not harm. */
final class GrammarNativeIT {
    private static final String FRANCE = "What is the capital of France?";
    private static final String YES_OR_NO = "root ::= \"yes\" | \"no\"";

    private static Answers tiny;

    @BeforeAll
    static void load() {
        tiny = new Answers();
    }

    @AfterAll
    static void unload() throws Exception {
        // After all of that the engine still works.
        assertThat(tiny.answer(FRANCE, 20, SamplingOptions.GREEDY).text()).isEqualTo("The capital of France is Paris.");
        tiny.close();
    }

    @Test
    void anAnswerIsWhatTheGrammarAllows() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            Answers.Answer answer =
                    tiny.answer(FRANCE, -1, SamplingOptions.ofTemperature(10).withSeed(seed), plan(YES_OR_NO));

            assertThat(answer.text()).isIn("yes", "no");
            assertThat(answer.reason()).isEqualTo(FinishReason.STOP);
        }
    }

    @Test
    void aGreedyAnswerIsTheLikeliestThatTheGrammarAllows() throws Exception {
        assertThat(greedy("root ::= \"The capital of France is \" (\"London\" | \"Paris\") \".\""))
                .isEqualTo("The capital of France is Paris.");
        assertThat(greedy("root ::= .*")).isEqualTo("The capital of France is Paris.");
        assertThat(greedy("root ::= [^P]{30}")).hasSize(30).doesNotContain("P").startsWith("The capital of France is");
    }

    @Test
    void charactersOfSeveralTokensCanBeAskedFor() throws Exception {
        assertThat(greedy("root ::= \"é😀ひ\"")).isEqualTo("é😀ひ");
    }

    @Test
    void everySamplerWorksBesideAGrammar() throws Exception {
        SamplingOptions all = SamplingOptions.ofTemperature(2)
                .withSeed(1)
                .withTruncation(
                        new SamplingOptions.Truncation(20, 0.9, 0.05, 0.7, 1, new SamplingOptions.Xtc(0.5, 0.1), 0))
                .withRepetition(new SamplingOptions.Repetition(
                        64, 1.1, 0.1, 0.1, new SamplingOptions.Dry(0.8, 1.75, 2, -1, List.of("\n"))));
        String digits = "root ::= [0-9]{30}";

        assertThat(tiny.answer(FRANCE, -1, all, plan(digits)).text()).matches("[0-9]{30}");
        for (int mirostat = 1; mirostat <= 2; mirostat++) {
            SamplingOptions options = all.withFeedback(new SamplingOptions.Feedback(mirostat, 5, 0.1, -1, 0.9));
            assertThat(tiny.answer(FRANCE, -1, options, plan(digits)).text()).matches("[0-9]{30}");
        }
    }

    @Test
    void guessingAheadChangesNoAnswer() throws Exception {
        for (String gbnf : List.of("root ::= (\"one \" | \"two \"){20} \".\"", "root ::= [a-f ]{50}")) {
            assertThat(tiny.speculating(FRANCE, -1, SamplingOptions.GREEDY, plan(gbnf))
                            .text())
                    .isEqualTo(tiny.answer(FRANCE, -1, SamplingOptions.GREEDY, plan(gbnf))
                            .text());
        }
    }

    @Test
    void theSameSeedGivesTheSameAnswer() throws Exception {
        SamplingOptions options = SamplingOptions.ofTemperature(1).withSeed(9);
        AnswerPlan letters = plan("root ::= [a-z ]{60}");

        assertThat(tiny.answer(FRANCE, -1, options, letters).text())
                .hasSize(60)
                .isEqualTo(tiny.answer(FRANCE, -1, options, letters).text());
    }

    @Test
    void probabilitiesAreToldOfTheTokenThatTheGrammarChose() throws Exception {
        Answers.Answer answer = tiny.answer(
                FRANCE,
                -1,
                SamplingOptions.GREEDY.withReporting(new SamplingOptions.Reporting(1, false)),
                plan(YES_OR_NO));

        assertThat(answer.tokens()).hasSize(answer.usage().completionTokens());
        assertThat(answer.tokens().get(0).token().id())
                .as("the model wanted to say something else")
                .isNotEqualTo(answer.tokens().get(0).top().get(0).id());
    }

    @Test
    void aTextThatIsCompleteEndsTheAnswerEvenWhereTheEndIsIgnored() throws Exception {
        SamplingOptions endless =
                SamplingOptions.GREEDY.withConstraints(new SamplingOptions.Constraints(List.of(), true));
        Answers.Answer answer = tiny.answer(FRANCE, -1, endless, plan("root ::= \"yes\""));

        assertThat(answer.text()).isEqualTo("yes");
        assertThat(answer.reason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void whereEveryAllowedTokenIsBannedTheAnswerFails() {
        SamplingOptions without = SamplingOptions.GREEDY.withConstraints(
                new SamplingOptions.Constraints(List.of(LogitBias.ofText("☃", Double.NEGATIVE_INFINITY)), false));

        assertRefused(
                without,
                "root ::= \"a\" \"☃\"",
                "'grammar' wants a text for which the model has no token, or only ones that are banned");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "root ::= \"a         | line 1, column 12: the grammar ends too early",
                "answer ::= \"a\"     | there is no rule named 'root', with which a grammar begins",
                "root ::= answer      | line 1, column 10: the rule 'answer' is not defined",
                "root ::= root \"a\"  | the rule 'root' comes back to itself before anything is matched (left recursion)",
                "root ::= <nothing>   | line 1, column 10: '<nothing>' is not one token of the model",
            })
    void aGrammarThatCannotBeReadIsRefused(String gbnf, String problem) {
        assertRefused(SamplingOptions.GREEDY, gbnf, "'grammar' cannot be used: " + problem);
    }

    /** Each of these ends a process that hands it to llama.cpp's own sampler, or fills its memory. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "root ::= \"T\" !<[0]>",
                "root ::= b root \"x\" | \"y\"\nb ::= c\nc ::= \"\"",
                "root ::= \"T\" a\na ::= x a\nx ::= y\ny ::= \"\"",
                "root ::= \"a\"{5,3}",
                "root ::= [^x] root \"a\" | [^x] root \"b\" | \"\"",
            })
    void aGrammarNeverEndsTheProcess(String gbnf) throws Exception {
        try {
            assertThat(tiny.answer(FRANCE, 60, SamplingOptions.GREEDY, plan(gbnf))
                            .text())
                    .startsWith("T");
        } catch (MullamaException e) {
            assertThat(e.param()).hasValue("grammar");
        }
    }

    @Test
    void aGrammarOfDeepRecursionIsNoHarm() throws Exception {
        StringBuilder rules = new StringBuilder("root ::= r0\n");
        for (int i = 0; i < 20_000; i++) {
            rules.append("r%d ::= r%d\n".formatted(i, i + 1));
        }
        rules.append("r20000 ::= \"yes\"");

        assertThat(greedy(rules.toString())).isEqualTo("yes");
    }

    @Test
    void controlTokensComeOnlyWhereTheGrammarNamesThem() throws Exception {
        assertThat(greedy("root ::= <|im_start|> \"yes\"")).isEqualTo("yes");
    }

    private static String greedy(String gbnf) throws Exception {
        return tiny.answer(FRANCE, 60, SamplingOptions.GREEDY, plan(gbnf)).text();
    }

    private static AnswerPlan plan(String gbnf) {
        return AnswerPlan.following(new Stage.Rules(gbnf, "grammar"));
    }

    private static void assertRefused(SamplingOptions options, String gbnf, String message) {
        assertThatThrownBy(() -> tiny.answer(FRANCE, 20, options, plan(gbnf)))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(e.param()).hasValue("grammar");
                    assertThat(e).hasMessage(message);
                });
    }
}
