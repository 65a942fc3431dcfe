package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.LogitBias;
import io.mullama.engine.PromptPart;
import io.mullama.engine.SamplerType;
import io.mullama.engine.SamplingOptions;
import io.mullama.model.MullamaException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That every sampler is there, and does what its name says. */
final class SamplingNativeIT {
    private static final String STORY = "Tell me a story";
    private static final String FRANCE = "What is the capital of France?";
    private static final String PARIS = "The capital of France is Paris.";
    private static final int TOKENS = 40;
    private static final SamplingOptions.Truncation ALL = SamplingOptions.Truncation.NONE;
    private static final SamplingOptions.Repetition FREE = SamplingOptions.Repetition.NONE;
    private static final SamplingOptions.Reporting IDS = new SamplingOptions.Reporting(0, false);

    private static Answers tiny;

    @BeforeAll
    static void load() {
        tiny = new Answers();
    }

    @AfterAll
    static void unload() {
        tiny.close();
    }

    private static SamplingOptions wild() {
        return SamplingOptions.ofTemperature(5).withSeed(1);
    }

    private static SamplingOptions.Truncation truncation(int topK, double topP, double minP, double topNSigma) {
        return new SamplingOptions.Truncation(topK, topP, minP, 1, topNSigma, ALL.xtc(), 0);
    }

    @Test
    void aHighTemperatureAloneTellsAnotherStory() throws Exception {
        assertThat(story(wild())).isNotEqualTo(story(SamplingOptions.GREEDY));
    }

    static List<SamplingOptions.Truncation> strictest() {
        return List.of(
                truncation(1, 1, 0, -1),
                truncation(0, 0, 0, -1),
                truncation(0, 1, 1, -1),
                truncation(0, 1, 0, 0.000_1));
    }

    @ParameterizedTest
    @MethodSource("strictest")
    void theStrictestTruncationLeavesTheLikeliestTokenAtAnyTemperature(SamplingOptions.Truncation truncation)
            throws Exception {
        assertThat(story(wild().withTruncation(truncation))).isEqualTo(story(SamplingOptions.GREEDY));
    }

    @Test
    void minKeepIsStrongerThanTruncation() throws Exception {
        SamplingOptions.Truncation kept = new SamplingOptions.Truncation(0, 0, 1, 1, -1, ALL.xtc(), 500);

        assertThat(story(wild().withTruncation(kept))).isNotEqualTo(story(SamplingOptions.GREEDY));
    }

    @Test
    void typicalPChangesTheStoryAndRepeats() throws Exception {
        SamplingOptions typical =
                wild().withTruncation(new SamplingOptions.Truncation(40, 1, 0, 0.2, -1, ALL.xtc(), 0));

        assertRepeats(typical);
        assertThat(story(typical)).isNotEqualTo(story(wild().withTruncation(truncation(40, 1, 0, -1))));
    }

    /** Of two tokens, both over a threshold of 0, it drops the likelier one. */
    @Test
    void xtcDropsTheLikeliest() throws Exception {
        SamplingOptions.Truncation two =
                new SamplingOptions.Truncation(2, 1, 0, 1, -1, new SamplingOptions.Xtc(1, 0), 0);
        Answers.Answer answer = tiny.answer(
                STORY, TOKENS, wild().withTruncation(two).withReporting(new SamplingOptions.Reporting(2, false)));

        assertThat(answer.tokens())
                .allSatisfy(token -> assertThat(token.token().id())
                        .isEqualTo(token.top().get(1).id()));
    }

    @Test
    void whatTheOrderLeavesOutHasNoEffect() throws Exception {
        SamplingOptions options = wild().withTruncation(truncation(1, 1, 0, -1));

        assertThat(story(options.withOrder(List.of(SamplerType.TEMPERATURE)))).isEqualTo(story(wild()));
        assertThat(story(options.withOrder(List.of(SamplerType.TEMPERATURE, SamplerType.TOP_K))))
                .isEqualTo(story(SamplingOptions.GREEDY));
    }

    @Test
    void temperatureZeroIsGreedyWhateverElseIsLeftToChance() throws Exception {
        SamplingOptions options = SamplingOptions.GREEDY
                .withTruncation(new SamplingOptions.Truncation(5, 0.5, 0.1, 0.1, 1, new SamplingOptions.Xtc(1, 0), 3))
                .withFeedback(new SamplingOptions.Feedback(2, 9, 1, 0.1, 0.5))
                .withOrder(List.of());

        assertThat(story(options)).isEqualTo(story(SamplingOptions.GREEDY));
    }

    /** An entropy below the highest, to a high power, is nothing. */
    @Test
    void theTemperatureMayFollowTheEntropy() throws Exception {
        SamplingOptions options = new SamplingOptions(
                new SamplingOptions.Temperature(50, 50, 10_000),
                ALL,
                FREE,
                SamplingOptions.Feedback.NONE,
                SamplingOptions.USUAL_ORDER,
                wild().seed(),
                SamplingOptions.Constraints.NONE,
                SamplingOptions.Reporting.NONE);

        assertThat(story(options)).isEqualTo(story(SamplingOptions.GREEDY));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void mirostatRepeatsWithItsSeedAndIsItsOwn(int version) throws Exception {
        SamplingOptions mirostat = SamplingOptions.ofTemperature(1)
                .withSeed(3)
                .withFeedback(new SamplingOptions.Feedback(version, 5, 0.1, -1, 0.9));

        assertRepeats(mirostat);
        assertThat(story(mirostat)).isNotEqualTo(story(mirostat.withSeed(4)));
        assertThat(story(mirostat))
                .isNotEqualTo(story(mirostat.withFeedback(new SamplingOptions.Feedback(version, 0, 1, -1, 0.9))));
    }

    @Test
    void adaptivePTakesTheLastPlace() throws Exception {
        SamplingOptions adaptive = SamplingOptions.ofTemperature(1)
                .withSeed(3)
                .withOrder(List.of(SamplerType.ADAPTIVE_P, SamplerType.TOP_K))
                .withFeedback(new SamplingOptions.Feedback(0, 5, 0.1, 0.3, 0.9));

        assertRepeats(adaptive);
        assertThat(story(adaptive)).isNotEqualTo(story(SamplingOptions.GREEDY));
        assertThat(story(adaptive.withTruncation(truncation(1, 1, 0, -1)))).isEqualTo(story(SamplingOptions.GREEDY));
    }

    @Test
    void aPresencePenaltyKeepsEveryTokenFromComingTwice() throws Exception {
        SamplingOptions.Repetition once = new SamplingOptions.Repetition(-1, 1, 0, 100, SamplingOptions.Dry.NONE);
        Answers.Answer answer =
                tiny.answer(STORY, 100, endless().withRepetition(once).withReporting(IDS));

        assertThat(answer.ids()).hasSize(100).doesNotHaveDuplicates();
        assertThat(tiny.answer(STORY, 100, endless().withReporting(IDS)).ids().stream()
                        .distinct())
                .hasSizeLessThan(100);
    }

    @Test
    void penaltiesLookBackAsFarAsTheyAreTold() throws Exception {
        SamplingOptions.Repetition last = new SamplingOptions.Repetition(1, 1, 0, 100, SamplingOptions.Dry.NONE);
        List<Integer> ids = tiny.answer(
                        STORY, 100, endless().withRepetition(last).withReporting(IDS))
                .ids();

        assertThat(ids.stream().distinct()).hasSizeLessThan(100);
        for (int i = 1; i < ids.size(); i++) {
            assertThat(ids.get(i)).isNotEqualTo(ids.get(i - 1));
        }
    }

    @Test
    void eachPenaltyAndDryTellTheirOwnStory() throws Exception {
        String plain = endlessStory(FREE);

        assertThat(endlessStory(new SamplingOptions.Repetition(64, 1.5, 0, 0, SamplingOptions.Dry.NONE)))
                .isNotEqualTo(plain);
        assertThat(endlessStory(new SamplingOptions.Repetition(64, 1, 1, 0, SamplingOptions.Dry.NONE)))
                .isNotEqualTo(plain);
        assertThat(endlessStory(dry(List.of()))).isNotEqualTo(plain);
        assertThat(endlessStory(dry(List.of(".", " ", "\n")))).isNotEqualTo(endlessStory(dry(List.of())));
        assertThat(endlessStory(dry(List.of()))).isEqualTo(endlessStory(dry(List.of())));
    }

    @Test
    void thePromptCountsForRepetition() throws Exception {
        int[] prompt = tiny.engine()
                .tokenize(List.of(
                        new PromptPart("The capital of France is Paris. The capital of France is Paris. The", true)));
        SamplingOptions.Repetition once = new SamplingOptions.Repetition(-1, 1, 0, 100, SamplingOptions.Dry.NONE);
        SamplingOptions.Repetition dry =
                new SamplingOptions.Repetition(0, 1, 0, 0, new SamplingOptions.Dry(100, 2, 0, -1, List.of()));
        Integer next = next(prompt, FREE);

        assertThat(IntStream.of(prompt).boxed()).contains(next);
        assertThat(IntStream.of(prompt).boxed()).doesNotContain(next(prompt, once));
        assertThat(next(prompt, dry)).isNotEqualTo(next);
    }

    private static Integer next(int[] prompt, SamplingOptions.Repetition repetition) throws Exception {
        SamplingOptions options = endless().withRepetition(repetition).withReporting(IDS);
        return tiny.answer(new GenerationRequest(prompt, 1, options, List.of()))
                .ids()
                .get(0);
    }

    @Test
    void aBiasForcesOrForbids() throws Exception {
        assertThat(france(LogitBias.ofText(" Paris", Double.NEGATIVE_INFINITY))).doesNotContain("Paris");
        assertThat(france(LogitBias.ofText(" Paris", -10_000))).doesNotContain("Paris");
        int exclamation = tiny.engine().tokenize(List.of(new PromptPart("!", false)))[0];
        assertThat(france(LogitBias.ofToken(exclamation, 10_000))).isEqualTo("!".repeat(20));
        assertThat(france(LogitBias.ofText(" Paris", 0))).isEqualTo(PARIS);
    }

    @Test
    void aBiasForATokenThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> france(LogitBias.ofToken(1_000_000, 1)))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.param()).hasValue("logit_bias"))
                .hasMessageMatching("'logit_bias' names token 1000000, and the model's go from 0 to \\d+");
    }

    @Test
    void aBiasForTooManyTokensIsRefused() {
        assertThatThrownBy(() -> france(LogitBias.ofText("a b ".repeat(3000), 1)))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.param()).hasValue("logit_bias"))
                .hasMessageMatching("'logit_bias' stands for \\d+ tokens, and may for 4096");
    }

    @Test
    void withTheEndIgnoredAnAnswerGoesOn() throws Exception {
        Answers.Answer answer = tiny.answer(FRANCE, 200, endless());

        assertThat(answer.text()).startsWith(PARIS);
        assertThat(answer.usage().completionTokens()).isEqualTo(200);
        assertThat(answer.reason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void whereEveryTokenIsBannedTheAnswerEnds() throws Exception {
        List<LogitBias> all = IntStream.range(0, 4096)
                .mapToObj(token -> LogitBias.ofToken(token, Double.NEGATIVE_INFINITY))
                .toList();
        int size = vocabularySize();
        List<LogitBias> banned = all.subList(0, Math.min(size, all.size()));
        Answers.Answer answer = tiny.answer(
                FRANCE, 10, SamplingOptions.GREEDY.withConstraints(new SamplingOptions.Constraints(banned, true)));

        assertThat(size).as("tiny's vocabulary fits").isLessThanOrEqualTo(4096);
        assertThat(answer.text()).isEmpty();
        assertThat(answer.reason()).isEqualTo(FinishReason.STOP);
    }

    @ParameterizedTest
    @EnumSource
    void everySamplerAloneTellsAStoryThatRepeats(SamplerType type) throws Exception {
        SamplingOptions alone = SamplingOptions.ofTemperature(0.9)
                .withSeed(5)
                .withOrder(List.of(type))
                .withTruncation(
                        new SamplingOptions.Truncation(20, 0.9, 0.05, 0.7, 1, new SamplingOptions.Xtc(0.5, 0.1), 0))
                .withRepetition(new SamplingOptions.Repetition(
                        64, 1.1, 0.1, 0.1, new SamplingOptions.Dry(0.8, 1.75, 2, -1, List.of("\n"))))
                .withFeedback(new SamplingOptions.Feedback(0, 5, 0.1, 0.5, 0.9));

        assertRepeats(alone);
    }

    private static int vocabularySize() {
        try {
            tiny.answer(
                    FRANCE,
                    1,
                    SamplingOptions.GREEDY.withConstraints(
                            new SamplingOptions.Constraints(List.of(LogitBias.ofToken(Integer.MAX_VALUE, 1)), false)));
        } catch (MullamaException e) {
            return 1 + Integer.parseInt(e.getMessage().replaceAll(".* ", ""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("the bias was taken");
    }

    private static SamplingOptions.Repetition dry(List<String> breakers) {
        return new SamplingOptions.Repetition(64, 1, 0, 0, new SamplingOptions.Dry(5, 1.75, 1, -1, breakers));
    }

    private static SamplingOptions endless() {
        return SamplingOptions.GREEDY.withConstraints(new SamplingOptions.Constraints(List.of(), true));
    }

    private static String endlessStory(SamplingOptions.Repetition repetition) throws Exception {
        return tiny.answer(STORY, 100, endless().withRepetition(repetition)).text();
    }

    private static String story(SamplingOptions options) throws Exception {
        return tiny.answer(STORY, TOKENS, options).text();
    }

    private static String france(LogitBias bias) throws Exception {
        return tiny.answer(
                        FRANCE,
                        20,
                        SamplingOptions.GREEDY.withConstraints(new SamplingOptions.Constraints(List.of(bias), false)))
                .text();
    }

    private static void assertRepeats(SamplingOptions options) throws Exception {
        assertThat(story(options)).isNotEmpty().isEqualTo(story(options));
    }
}
