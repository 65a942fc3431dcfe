package io.mullama.engine.local;

import static io.mullama.engine.local.Stages.allowed;
import static io.mullama.engine.local.Stages.feed;
import static io.mullama.engine.local.Stages.plan;
import static io.mullama.engine.local.Stages.rules;
import static io.mullama.engine.local.Stages.stageAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.grammar.AnswerPlan;
import io.mullama.grammar.Stage;
import io.mullama.model.MullamaException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which stage a text leads to, and which tokens may come there. */
final class StageTrackerTest {
    /** Thinking, and then an object. */
    private static final AnswerPlan THEN_OBJECT =
            plan(Stage.free(new Stage.Exit("</t>", 1)), rules("\"{\" [a-z]* \"}\"", Stage.END));

    /** Text in which a call may come again and again. */
    private static final AnswerPlan LAZY = plan(Stage.free(new Stage.Exit("<t>", 1)), rules("[0-9] \"</t>\"", 0));

    @Test
    void whatFollowsAMarkerWithinATokenMustFitTheNextRules() {
        Pieces pieces = new Pieces("</t", ">", ">\n", ">{", ">{1", "\n", "{");
        StageTracker tracker = pieces.tracker(THEN_OBJECT);
        feed(tracker, pieces, "</t");

        assertThat(allowed(tracker, pieces)).containsExactly("<end>", "</t", ">", ">{", "\n", "{");
        feed(tracker, pieces, ">{");
        assertThat(tracker.stage()).isEqualTo(1);
    }

    @Test
    void textIsFreeUntilAMarkerAndThenHeld() {
        Pieces pieces = new Pieces("a", "<t>", "1", "</t>");
        StageTracker tracker = pieces.tracker(LAZY);

        assertThat(tracker.isHeld()).isFalse();
        assertThat(allowed(tracker, pieces)).containsExactly("<end>", "a", "<t>", "1", "</t>");
        feed(tracker, pieces, "a", "<t>");
        assertThat(tracker.isHeld()).isTrue();
        assertThat(allowed(tracker, pieces)).containsExactly("1");
        feed(tracker, pieces, "1");
        assertThat(allowed(tracker, pieces)).containsExactly("</t>");
        feed(tracker, pieces, "</t>");
        assertThat(allowed(tracker, pieces)).containsExactly("<end>", "a", "<t>", "1", "</t>");
        feed(tracker, pieces, "<t>");
        assertThat(allowed(tracker, pieces)).containsExactly("1");
    }

    @Test
    void behindRulesThatLeadNowhereOnlyTheEndMayCome() {
        Pieces pieces = new Pieces("{", "}", "a");
        StageTracker tracker = pieces.tracker(plan(rules("\"{\" \"}\"", Stage.END)));

        assertThatThrownBy(tracker::requireEnd)
                .isInstanceOf(MullamaException.class)
                .hasMessage("'tools' wants a text for which the model has no token, or only ones that are banned");
        feed(tracker, pieces, "{", "}");
        assertThat(allowed(tracker, pieces)).containsExactly("<end>");
        tracker.requireEnd();
    }

    @Test
    void rulesKeepTheTextForAsLongAsTheyCan() {
        Pieces pieces = new Pieces("1", "12", "2a", "a");
        StageTracker tracker = pieces.tracker(plan(rules("[0-9]+", 1), rules("[a-z0-9]*", Stage.END)));

        feed(tracker, pieces, "12");
        assertThat(tracker.stage()).isZero();
        feed(tracker, pieces, "2a");
        assertThat(tracker.stage()).isEqualTo(1);
        feed(tracker, pieces, "1");
        assertThat(tracker.stage()).isEqualTo(1);
    }

    @Test
    void aMarkerWinsOverRulesButNotWithinQuotes() {
        Pieces pieces = new Pieces("<t>", "\"", "a", "</t>");
        AnswerPlan either = plan(
                rules("\"<t>\" | \"\\\"\" [^\"]* \"\\\"\"", Stage.END, new Stage.Exit("<t>", 1)),
                Stage.free(new Stage.Exit("</t>", 0)));
        StageTracker tracker = pieces.tracker(either);

        feed(tracker, pieces, "<t>");
        assertThat(tracker.stage()).isEqualTo(1);
        feed(tracker, pieces, "a", "</t>", "\"", "<t>");
        assertThat(tracker.stage()).isZero();
        feed(tracker, pieces, "\"");
        assertThat(allowed(tracker, pieces)).containsExactly("<end>");
    }

    @Test
    void theMarkerThatIsCompleteFirstCountsAndOfSeveralTheLongest() {
        Pieces pieces = new Pieces("a", "b", "c", "1");
        AnswerPlan plan = plan(
                Stage.free(new Stage.Exit("c", 1), new Stage.Exit("bc", 2), new Stage.Exit("bc1", 3)),
                Stage.FREE,
                Stage.FREE,
                Stage.FREE);

        assertThat(stageAfter(plan, pieces, "a", "c")).isEqualTo(1);
        assertThat(stageAfter(plan, pieces, "b", "c")).isEqualTo(2);
        assertThat(stageAfter(plan, pieces, "b", "c", "1")).isEqualTo(2);
        assertThat(stageAfter(plan, pieces, "b", "b", "c")).isEqualTo(2);
    }

    @Test
    void theEndIsRefusedWhereRulesWantMore() {
        Pieces pieces = new Pieces("1", "2");
        StageTracker tracker = pieces.tracker(plan(rules("\"1\" \"2\"?", Stage.END)));

        assertThat(tracker.allows(Pieces.END)).isFalse();
        feed(tracker, pieces, "1");
        assertThat(allowed(tracker, pieces)).containsExactly("<end>", "2");
    }

    @Test
    void theEndIsRefusedInAStageOnTheWay() {
        Pieces pieces = new Pieces(" ", "1");
        Stage gap = Stage.following(new Stage.Rules("root ::= \" \"?", "think").onTheWay(), 1);
        StageTracker tracker = pieces.tracker(plan(gap, rules("\"1\"", Stage.END)));

        assertThat(allowed(tracker, pieces)).containsExactly(" ", "1");
        feed(tracker, pieces, " ");
        assertThat(allowed(tracker, pieces)).containsExactly("1");
    }

    @Test
    void theEndIsRefusedInAFreeStageThatMustLeadOn() {
        Pieces pieces = new Pieces("a", "<t>");
        StageTracker tracker =
                pieces.tracker(plan(new Stage(null, List.of(new Stage.Exit("<t>", 1)), 1, null, true), Stage.FREE));

        assertThat(allowed(tracker, pieces)).containsExactly("a", "<t>");
        assertThat(tracker.closesInsteadOf(Pieces.END)).isFalse();
        feed(tracker, pieces, "<t>");
        assertThat(allowed(tracker, pieces)).containsExactly("<end>", "a", "<t>");
    }

    @Test
    void stagesThatNeedNoTextLeadOnWithoutACircle() {
        Pieces pieces = new Pieces("a", "b");
        StageTracker tracker = pieces.tracker(plan(rules("\"\"", 1), rules("\"a\"?", 2), rules("\"\"", 0)));

        assertThat(allowed(tracker, pieces)).containsExactly("<end>", "a");
        feed(tracker, pieces, "a", "a");
        assertThat(allowed(tracker, pieces)).containsExactly("<end>", "a");
    }

    @Test
    void controlTokensComeInFreeTextAndWhereRulesNameThem() {
        Pieces pieces = new Pieces("a", "b").control("<c>").control("<d>");
        StageTracker tracker =
                pieces.tracker(plan(Stage.free(new Stage.Exit("a", 1)), rules("\"b\" <c>", 0), Stage.FREE));

        assertThat(allowed(tracker, pieces)).containsExactly("<end>", "a", "b", "<c>", "<d>");
        feed(tracker, pieces, "<d>", "a", "b");
        assertThat(allowed(tracker, pieces)).containsExactly("<c>");
        feed(tracker, pieces, "<c>");
        assertThat(tracker.stage()).isEqualTo(1);
        assertThat(allowed(tracker, pieces)).containsExactly("<end>", "a", "b", "<c>", "<d>");
        feed(tracker, pieces, "<d>");
        assertThat(tracker.stage()).isZero();
        assertThat(tracker.cuts()).containsExactly(new Cut(0, true));
    }

    @Test
    void aVisibleControlTokenIsItsText() {
        Pieces pieces = new Pieces("a", "<", "t").control("<t>").control("<u>");
        AnswerPlan plan = new AnswerPlan(
                List.of(Stage.free(new Stage.Exit("<t>", 1)), rules("\"<u>\" | \"<t\"", 0)),
                List.of("<t>", "<u>", "<v>"));
        StageTracker tracker = pieces.tracker(plan);

        assertThat(tracker.text(pieces.token("<t>"))).asString().isEqualTo("<t>");
        feed(tracker, pieces, "<t>");
        assertThat(tracker.stage()).isEqualTo(1);
        assertThat(allowed(tracker, pieces)).containsExactly("<", "<t>", "<u>");
        feed(tracker, pieces, "<u>", "<", "t");
        assertThat(tracker.stage()).isZero();

        StageTracker blind = pieces.tracker(new AnswerPlan(plan.stages(), List.of()));
        assertThat(blind.text(pieces.token("<t>"))).isEmpty();
        feed(blind, pieces, "<t>");
        assertThat(blind.stage()).isZero();
    }

    @Test
    void aControlTokenThatRulesNameAndThatShowsLeadsOnAsAMarker() {
        Pieces pieces = new Pieces("a").control("<t>");
        Stage named = new Stage(
                new Stage.Rules("root ::= <t>", "tools"), List.of(new Stage.Exit("<t>", 1)), Stage.END, null, true);
        StageTracker tracker =
                pieces.tracker(new AnswerPlan(List.of(named, Stage.FREE.withoutStops()), List.of("<t>")));

        feed(tracker, pieces, "<t>");
        assertThat(tracker.stage()).isEqualTo(1);
        assertThat(tracker.cuts()).containsExactly(new Cut(3, false));
    }

    @Test
    void aVisibleTokenThatEndsAnswersMayBeWhatRulesWant() {
        Pieces pieces = new Pieces("1").ending("<call>");
        int call = pieces.token("<call>");
        AnswerPlan wanting = new AnswerPlan(List.of(rules("\"1<call>\"", Stage.END)), List.of("<call>"));
        StageTracker tracker = pieces.tracker(wanting);

        assertThat(allowed(tracker, pieces)).containsExactly("1");
        feed(tracker, pieces, "1");
        assertThat(allowed(tracker, pieces)).containsExactly("<call>");
        assertThat(tracker.text(call)).asString().isEqualTo("<call>");

        StageTracker without = pieces.tracker(new AnswerPlan(List.of(rules("\"1\"", Stage.END)), List.of("<call>")));
        feed(without, pieces, "1");
        assertThat(allowed(without, pieces)).containsExactly("<end>", "<call>");
    }

    @Test
    void rulesThatCannotBeReadAreTheFaultOfTheirField() {
        Pieces pieces = new Pieces("a");
        AnswerPlan plan = plan(Stage.FREE, Stage.following(new Stage.Rules("root ::= (", "format"), Stage.END));

        assertThatThrownBy(() -> pieces.plan(plan)).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.param()).hasValue("format");
            assertThat(e).hasMessageStartingWith("'format' cannot be used: line 1, column ");
        });
    }
}
