package io.mullama.engine.local;

import static io.mullama.engine.local.Stages.allowed;
import static io.mullama.engine.local.Stages.feed;
import static io.mullama.engine.local.Stages.plan;
import static io.mullama.engine.local.Stages.rules;
import static io.mullama.engine.local.Stages.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.grammar.AnswerPlan;
import io.mullama.grammar.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stages that the engine closes itself. */
final class StageBudgetTest {
    @Test
    void aBudgetThatIsUsedUpClosesItsStage() {
        Pieces pieces = new Pieces("a", "\n", "</t", ">", "{");
        StageTracker tracker = pieces.tracker(budgeted(2, "\n</t>"));

        assertThat(written(tracker, pieces)).isEmpty();
        feed(tracker, pieces, "a", "a");
        assertThat(written(tracker, pieces)).containsExactly("\n", "</t", ">");
        assertThat(tracker.stage()).isEqualTo(1);
        assertThat(allowed(tracker, pieces)).containsExactly("{");
    }

    @Test
    void aBudgetOfNothingClosesAtOnce() {
        Pieces pieces = new Pieces("a", "</t>", "{");

        assertThat(written(pieces.tracker(budgeted(0, "</t>")), pieces)).containsExactly("</t>");
    }

    @Test
    void aStageThatIsLeftInTimeIsNotClosed() {
        Pieces pieces = new Pieces("a", "</t>", "{");
        StageTracker tracker = pieces.tracker(budgeted(1, "</t>"));

        feed(tracker, pieces, "</t>");
        assertThat(written(tracker, pieces)).isEmpty();
    }

    @Test
    void aStageIsClosedOnlyBetweenCharacters() {
        Pieces pieces = new Pieces("</t>");
        int first = pieces.add(0xF0, 0x9F);
        int second = pieces.add(0x98, 0x80);
        StageTracker tracker = pieces.tracker(budgeted(1, "</t>"));

        tracker.accept(first);
        assertThat(tracker.write()).isEqualTo(StageTracker.NONE);
        tracker.accept(second);
        assertThat(written(tracker, pieces)).containsExactly("</t>");
    }

    @Test
    void aCharacterThatNeverEndsDoesNotKeepAStageOpen() {
        Pieces pieces = new Pieces("</t>");
        int first = pieces.add(0xF0, 0x9F);
        StageTracker tracker = pieces.tracker(budgeted(1, "</t>"));

        int tokens = 0;
        while (tracker.write() == StageTracker.NONE) {
            tracker.accept(first);
            tokens++;
        }
        assertThat(tokens).isEqualTo(5);
    }

    @Test
    void aBudgetCountsAnewWhenItsStageComesAgain() {
        Pieces pieces = new Pieces("a", "<t>", "</t>");
        StageTracker tracker = pieces.tracker(plan(
                Stage.free(new Stage.Exit("<t>", 1)),
                Stage.free(new Stage.Exit("</t>", 0)).withBudget(new Stage.Budget(1, "</t>"))));

        for (int i = 0; i < 2; i++) {
            feed(tracker, pieces, "a", "a", "<t>");
            assertThat(written(tracker, pieces)).isEmpty();
            feed(tracker, pieces, "a");
            assertThat(written(tracker, pieces)).containsExactly("</t>");
        }
    }

    @Test
    void aClosingThatLeadsNowhereIsWrittenOnce() {
        Pieces pieces = new Pieces("a", "</t>");
        StageTracker tracker = pieces.tracker(plan(Stage.FREE.withBudget(new Stage.Budget(1, "</t>"))));

        feed(tracker, pieces, "a");
        assertThat(written(tracker, pieces)).containsExactly("</t>");
        feed(tracker, pieces, "a");
        assertThat(written(tracker, pieces)).isEmpty();
    }

    @Test
    void aClosingLeadsOnEvenWhereTheNextRulesRefuseItsEnd() {
        Pieces pieces = new Pieces("a", "</t", ">\n", ">", "\n", "{");
        StageTracker tracker = pieces.tracker(budgeted(1, "</t>\n"));

        feed(tracker, pieces, "a");
        assertThat(written(tracker, pieces)).containsExactly("</t", ">");
        assertThat(tracker.stage()).isEqualTo(1);
        assertThat(written(tracker, pieces)).isEmpty();
    }

    @Test
    void aClosingIsWrittenWhereTheModelWouldEndAStageThatMustLeadOn() {
        Pieces pieces = new Pieces("a", "</t>", "{");
        Stage thinking = new Stage(null, List.of(new Stage.Exit("</t>", 1)), 1, new Stage.Budget(9, "</t>"), false);
        StageTracker tracker = pieces.tracker(plan(thinking, rules("\"{\"", Stage.END)));

        assertThat(tracker.allows(Pieces.END)).isFalse();
        assertThat(tracker.closesInsteadOf(pieces.token("a"))).isFalse();
        assertThat(tracker.closesInsteadOf(Pieces.END)).isTrue();
        assertThat(written(tracker, pieces)).containsExactly("</t>");
        assertThat(tracker.stage()).isEqualTo(1);
    }

    /** Thinking of so many tokens, and then an object. */
    private static AnswerPlan budgeted(int tokens, String closing) {
        return plan(
                Stage.free(new Stage.Exit("</t>", 1)).withBudget(new Stage.Budget(tokens, closing)),
                rules("\"{\"", Stage.END));
    }
}
