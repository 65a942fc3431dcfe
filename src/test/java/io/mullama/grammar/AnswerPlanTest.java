package io.mullama.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Plans that make no sense are refused. */
final class AnswerPlanTest {
    private static final Stage.Rules RULES = new Stage.Rules("root ::= \"a\"", "format");

    @Test
    void aPlanLeadsToItsOwnStagesAlone() {
        assertRefused(() -> plan(Stage.free(new Stage.Exit("x", 1))), "there is no stage 1 among 1");
        assertRefused(() -> plan(Stage.free(new Stage.Exit("x", -1))), "there is no stage -1 among 1");
        assertRefused(() -> plan(Stage.following(RULES, 2), Stage.FREE), "there is no stage 2 among 2");
        assertRefused(() -> plan(Stage.following(RULES, -2)), "there is no stage -2 among 1");
    }

    @Test
    void aPlanIsBounded() {
        assertRefused(AnswerPlanTest::plan, "a plan has 0 stages, and may have 1 to 64");
        assertRefused(
                () -> new AnswerPlan(Collections.nCopies(65, Stage.FREE), List.of()),
                "a plan has 65 stages, and may have 1 to 64");
        assertRefused(
                () -> plan(Stage.free(IntStream.range(0, 65)
                        .mapToObj(i -> new Stage.Exit("x" + i, 0))
                        .toArray(Stage.Exit[]::new))),
                "a plan has 65 markers, and may have 0 to 64");
        assertRefused(
                () -> new AnswerPlan(List.of(Stage.FREE), Collections.nCopies(65, "x")),
                "a plan has 65 visible texts, and may have 0 to 64");
    }

    @Test
    void textsAreBounded() {
        assertRefused(() -> new Stage.Exit("", 0), "a marker has 0 characters, and may have 1 to 128");
        assertRefused(() -> new Stage.Exit("x".repeat(129), 0), "a marker has 129 characters, and may have 1 to 128");
        assertRefused(
                () -> new AnswerPlan(List.of(Stage.FREE), List.of("")),
                "a visible text has 0 characters, and may have 1 to 128");
        assertRefused(() -> new Stage.Budget(1, ""), "a closing has 0 characters, and may have 1 to 4096");
        assertRefused(() -> new Stage.Budget(-1, "x"), "a budget of -1 tokens");
    }

    @Test
    void aStageThatContradictsItselfIsRefused() {
        assertRefused(
                () -> Stage.following(RULES, Stage.END).withBudget(new Stage.Budget(1, "x")),
                "a stage with rules has no budget");
        assertRefused(
                () -> Stage.free(new Stage.Exit("x", 0), new Stage.Exit("x", 1)),
                "the marker 'x' stands twice in a stage");
    }

    @Test
    void aPlanWithAllThatThereIsStands() {
        Stage thinking = Stage.free(new Stage.Exit("</think>", 1))
                .withBudget(new Stage.Budget(0, "</think>"))
                .withoutStops();

        assertThat(plan(thinking, Stage.following(RULES, 0)).stages().get(0).stops())
                .isFalse();
    }

    private static AnswerPlan plan(Stage... stages) {
        return new AnswerPlan(List.of(stages), List.of());
    }

    private static void assertRefused(ThrowingCallable made, String message) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
