package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A model on a fake clock: it says how long a step takes, and the budget has to find out. */
final class PrefillBudgetTest {
    private static final Duration STALL = Duration.ofMillis(250);

    /** What a step of this model takes. */
    private interface Model {
        double millis(int promptTokens, int place);
    }

    private final PrefillBudget budget = new PrefillBudget(STALL, 512);

    @Test
    void aLongPromptBesideAnswersTakesNoStepLongerThanTheyMayStall() {
        Longest longest = prefill((prompt, place) -> 40 + 1.5 * prompt, 4000);

        assertThat(longest.millis).isLessThanOrEqualTo(250);
        assertThat(longest.steps).isLessThan(50);
    }

    @Test
    void tokensThatCostMoreTheFurtherOnTheyAreAreForeseen() {
        Longest longest = prefill((prompt, place) -> 20 + prompt * (1 + place / 1000.0), 4000);

        assertThat(longest.millis).isLessThanOrEqualTo(250);
    }

    @Test
    void aFastMachineFillsTheBatch() {
        prefill((prompt, place) -> 2 + 0.05 * prompt, 4000);

        assertThat(budget.promptTokens()).isEqualTo(512);
    }

    @Test
    void aMachineTooSlowForAnyPromptStillGetsOn() {
        prefill((prompt, place) -> 400 + 30 * prompt, 100);

        assertThat(budget.promptTokens()).isEqualTo(PrefillBudget.LEAST);
    }

    @Test
    void whatPromptsTookByThemselvesCounts() {
        budget.took(0, 512, Duration.ofMillis(1024));

        assertThat(budget.promptTokens()).isBetween(90, 125);
    }

    @Test
    void aMachineThatGetsBusyIsBelievedAtOnceAndOneThatGetsFreeWithinThreeSteps() {
        budget.took(1, 100, Duration.ofMillis(150));
        int before = budget.promptTokens();

        budget.took(1, before, Duration.ofSeconds(2));
        int busy = budget.promptTokens();
        prefill((prompt, place) -> 20 + prompt, 8 + 60 + 150);

        assertThat(busy).isLessThan(before / 8);
        assertThat(budget.promptTokens()).isGreaterThan(before);
    }

    @Test
    void theShortRestOfAPromptSaysNothingAboutLongerParts() {
        budget.took(1, 100, Duration.ofMillis(150));
        int before = budget.promptTokens();

        budget.took(1, 5, Duration.ofMillis(40));
        assertThat(budget.promptTokens()).isEqualTo(before);

        budget.took(1, 5, Duration.ofMillis(300));
        assertThat(budget.promptTokens()).isEqualTo(PrefillBudget.LEAST);
    }

    @Test
    void partsCutToTilesDoNotKeepItDown() {
        Longest longest = prefill((prompt, place) -> 100 + prompt, 4000);

        assertThat(longest.millis).isBetween(190.0, 250.0);
        assertThat(longest.steps).isLessThan(50);
    }

    @Test
    void answersThatTakeLongAreReckonedWithAfterAPromptAlone() {
        budget.took(8, 0, Duration.ofMillis(100));
        budget.took(0, 512, Duration.ofMillis(768));

        assertThat(budget.promptTokens()).isBetween(60, 100);
    }

    @Test
    void aBatchSmallerThanTheLeastIsTheMost() {
        assertThat(new PrefillBudget(STALL, 4).promptTokens()).isEqualTo(4);
    }

    private record Longest(double millis, int steps) {}

    private Longest prefill(Model model, int tokens) {
        budget.took(4, 0, millis(model.millis(0, 0)));
        double longest = 0;
        int steps = 0;
        int place = 0;
        while (place < tokens) {
            int chunk = PrefillShares.of(new int[] {tokens - place}, budget.promptTokens(), 1)[0];
            double took = model.millis(chunk, place);
            budget.took(4, chunk, millis(took));
            longest = Math.max(longest, took);
            place += chunk;
            steps++;
        }
        return new Longest(longest, steps);
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos((long) (millis * 1e6));
    }
}
