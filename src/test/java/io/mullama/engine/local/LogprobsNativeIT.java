package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mullama.engine.LogitBias;
import io.mullama.engine.SamplerType;
import io.mullama.engine.SamplingOptions;
import io.mullama.engine.TokenProbability;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of the tokens of an answer. */
final class LogprobsNativeIT {
    private static final String FRANCE = "What is the capital of France?";
    private static final String PARIS = "The capital of France is Paris.";

    private static Answers tiny;

    @BeforeAll
    static void load() {
        tiny = new Answers();
    }

    @AfterAll
    static void unload() {
        tiny.close();
    }

    @Test
    void nobodyIsToldUnasked() throws Exception {
        assertThat(tiny.answer(FRANCE, 20, SamplingOptions.GREEDY).tokens()).isEmpty();
    }

    @Test
    void everyTokenIsToldWithItsBytes() throws Exception {
        Answers.Answer answer = tiny.answer(FRANCE, 30, SamplingOptions.GREEDY.withReporting(before(0)));

        assertThat(answer.text()).isEqualTo(PARIS);
        assertThat(answer.tokens()).hasSize(answer.usage().completionTokens());
        assertThat(bytes(answer)).isEqualTo(PARIS);
        assertThat(answer.tokens()).allSatisfy(token -> {
            assertThat(token.token().logprob()).isNegative();
            assertThat(token.top()).isEmpty();
        });
    }

    @Test
    void theLikeliestComeFirstAndAreNoMoreThanAllThereIs() throws Exception {
        Answers.Answer answer = tiny.answer(FRANCE, 30, SamplingOptions.GREEDY.withReporting(before(20)));

        assertThat(answer.tokens()).allSatisfy(token -> {
            assertThat(token.top()).hasSize(20);
            assertThat(token.top().get(0).id()).isEqualTo(token.token().id());
            assertThat(token.top().get(0).logprob()).isEqualTo(token.token().logprob());
            assertThat(token.top())
                    .extracting(TokenProbability.Candidate::logprob)
                    .isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(sum(token.top())).isBetween(0.5, 1.000_001);
        });
    }

    /** The model's own distribution does not depend on how it is chosen from. */
    @Test
    void beforeSamplingTheSamplersDoNotMatter() throws Exception {
        SamplingOptions.Constraints no = new SamplingOptions.Constraints(List.of(LogitBias.ofText("The", 50)), false);
        TokenProbability plain = tiny.answer(FRANCE, 1, SamplingOptions.GREEDY.withReporting(before(5)))
                .tokens()
                .get(0);
        TokenProbability wild = tiny.answer(
                        FRANCE,
                        1,
                        SamplingOptions.ofTemperature(3)
                                .withSeed(1)
                                .withConstraints(no)
                                .withReporting(before(5)))
                .tokens()
                .get(0);

        assertThat(wild.top())
                .extracting(TokenProbability.Candidate::id)
                .isEqualTo(
                        plain.top().stream().map(TokenProbability.Candidate::id).toList());
        assertThat(wild.top().get(0).logprob()).isCloseTo(plain.top().get(0).logprob(), within(1e-3));
    }

    @Test
    void afterSamplingWhatIsLeftSumsToOne() throws Exception {
        SamplingOptions five = SamplingOptions.ofTemperature(2)
                .withSeed(1)
                .withTruncation(
                        new SamplingOptions.Truncation(5, 1, 0, 1, -1, SamplingOptions.Truncation.NONE.xtc(), 0));

        assertThat(tiny.answer(FRANCE, 20, five.withReporting(after(20))).tokens())
                .isNotEmpty()
                .allSatisfy(token -> {
                    assertThat(token.top()).hasSize(5);
                    assertThat(sum(token.top())).isCloseTo(1, within(1e-4));
                    assertThat(token.top())
                            .extracting(TokenProbability.Candidate::id)
                            .contains(token.token().id());
                });
    }

    static List<SamplingOptions> choosers() {
        SamplingOptions one = SamplingOptions.ofTemperature(1).withSeed(1);
        return List.of(
                one,
                one.withFeedback(new SamplingOptions.Feedback(1, 5, 0.1, -1, 0.9)),
                one.withFeedback(new SamplingOptions.Feedback(2, 5, 0.1, -1, 0.9)),
                one.withOrder(List.of(SamplerType.ADAPTIVE_P))
                        .withFeedback(new SamplingOptions.Feedback(0, 5, 0.1, 0.4, 0.9)),
                one.withTruncation(
                        new SamplingOptions.Truncation(20, 1, 0, 1, -1, new SamplingOptions.Xtc(1, 0.05), 0)));
    }

    /** Asking changes nothing of the answer, whoever chooses. */
    @ParameterizedTest
    @MethodSource("choosers")
    void askingAfterSamplingChangesNoAnswer(SamplingOptions options) throws Exception {
        Answers.Answer asked = tiny.answer(FRANCE, 20, options.withReporting(after(3)));

        assertThat(asked.text()).isEqualTo(tiny.answer(FRANCE, 20, options).text());
        assertThat(asked.tokens())
                .allSatisfy(
                        token -> assertThat(token.token().logprob()).isFinite().isLessThanOrEqualTo(0));
    }

    @Test
    void afterAGreedyChoiceThereIsOneToken() throws Exception {
        assertThat(tiny.answer(FRANCE, 20, SamplingOptions.GREEDY.withReporting(after(5)))
                        .tokens())
                .isNotEmpty()
                .allSatisfy(token -> {
                    assertThat(token.token().logprob()).isZero();
                    assertThat(token.top()).hasSize(1);
                });
    }

    @Test
    void guessingAheadTellsOfEveryToken() throws Exception {
        String again = "Say it again: one two three one two three one two three";
        SamplingOptions options = SamplingOptions.GREEDY.withReporting(before(2));
        Answers.Answer plain = tiny.answer(again, 40, options);
        Answers.Answer guessed = tiny.speculating(again, 40, options);

        assertThat(guessed.text()).isEqualTo(plain.text());
        assertThat(guessed.ids()).isEqualTo(plain.ids());
        for (int i = 0; i < plain.tokens().size(); i++) {
            assertThat(guessed.tokens().get(i).token().logprob())
                    .isCloseTo(plain.tokens().get(i).token().logprob(), within(1e-2));
        }
    }

    @Test
    void tokensThatAStopTextCutsOffAreNotTold() throws Exception {
        Answers.Answer answer = tiny.answer(FRANCE, 30, SamplingOptions.GREEDY.withReporting(before(0)), " France");

        assertThat(answer.text()).isEqualTo("The capital of");
        assertThat(bytes(answer)).isEqualTo("The capital of");
    }

    private static SamplingOptions.Reporting before(int top) {
        return new SamplingOptions.Reporting(top, false);
    }

    private static SamplingOptions.Reporting after(int top) {
        return new SamplingOptions.Reporting(top, true);
    }

    private static double sum(List<TokenProbability.Candidate> tokens) {
        return tokens.stream().mapToDouble(token -> Math.exp(token.logprob())).sum();
    }

    private static String bytes(Answers.Answer answer) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        answer.tokens().forEach(token -> all.writeBytes(token.token().bytes()));
        return all.toString(StandardCharsets.UTF_8);
    }
}
