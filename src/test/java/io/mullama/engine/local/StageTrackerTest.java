package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.grammar.AnswerPlan;
import io.mullama.grammar.Stage;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which stage a text leads to, and which tokens may come there. */
final class StageTrackerTest {
    /** Thinking, and then an object. */
    private static final AnswerPlan THEN_OBJECT =
            plan(Stage.free(new Stage.Exit("</t>", 1)), rules("\"{\" [a-z]* \"}\"", Stage.END));

    /** Text in which a call may come again and again. */
    private static final AnswerPlan LAZY = plan(Stage.free(new Stage.Exit("<t>", 1)), rules("[0-9] \"</t>\"", 0));

    @Test
    void everyWayToCutATextIntoTokensLeadsToTheSameStages() {
        assertSameStages(THEN_OBJECT, "ab</t>{c}", "000000111");
        assertSameStages(THEN_OBJECT, "</<</t>{}", "000000011");
        assertSameStages(LAZY, "a<t>1</t>b", "0000111110");
        assertSameStages(LAZY, "<t>1</t><t>", "00011111000");
    }

    /** Says for each character of the text the stage that it belongs to. */
    private static void assertSameStages(AnswerPlan plan, String text, String stages) {
        Pieces pieces = new Pieces();
        TreeSet<String> parts = new TreeSet<>();
        for (int from = 0; from < text.length(); from++) {
            for (int to = from + 1; to <= text.length(); to++) {
                parts.add(text.substring(from, to));
            }
        }
        parts.forEach(pieces::add);
        StagePlan read = pieces.plan(unheeded(plan));
        for (int cuts = 0; cuts < 1 << (text.length() - 1); cuts++) {
            StringBuilder heeded = new StringBuilder();
            StageTracker tracker = read.tracker();
            int from = 0;
            for (int to = 1; to <= text.length(); to++) {
                if (to == text.length() || (cuts >> (to - 1) & 1) == 1) {
                    heeded.append(heeds(tracker, pieces.token(text.substring(from, to)), to - from));
                    from = to;
                }
            }
            assertThat(heeded).as("cuts " + Integer.toBinaryString(cuts)).hasToString(stages);
        }
    }

    /** The same plan, where stop texts count in all stages but the first. */
    private static AnswerPlan unheeded(AnswerPlan plan) {
        List<Stage> stages = new ArrayList<>(plan.stages());
        stages.set(0, stages.get(0).withoutStops());
        return new AnswerPlan(stages, plan.visible());
    }

    /** For each byte of a token whether stop texts count. */
    private static String heeds(StageTracker tracker, int token, int length) {
        StringBuilder heeded = new StringBuilder();
        boolean heeds = tracker.heedsStops();
        assertThat(tracker.allows(token)).isTrue();
        tracker.accept(token);
        List<Cut> cuts = tracker.cuts();
        int next = 0;
        for (int at = 0; at < length; at++) {
            while (next < cuts.size() && cuts.get(next).offset() <= at) {
                heeds = cuts.get(next++).stops();
            }
            heeded.append(heeds ? '1' : '0');
        }
        return heeded.toString();
    }

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

    @Test
    void rulesThatCannotBeReadAreTheFaultOfTheirField() {
        Pieces pieces = new Pieces("a");
        AnswerPlan plan = plan(Stage.FREE, Stage.following(new Stage.Rules("root ::= (", "format"), Stage.END));

        assertThatThrownBy(() -> pieces.plan(plan)).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.param()).hasValue("format");
            assertThat(e).hasMessageStartingWith("'format' cannot be used: line 1, column ");
        });
    }

    private static AnswerPlan plan(Stage... stages) {
        return new AnswerPlan(List.of(stages), List.of());
    }

    private static Stage rules(String root, int next, Stage.Exit... exits) {
        return Stage.following(new Stage.Rules("root ::= " + root, "tools"), next, exits);
    }

    /** Thinking of so many tokens, and then an object. */
    private static AnswerPlan budgeted(int tokens, String closing) {
        return plan(
                Stage.free(new Stage.Exit("</t>", 1)).withBudget(new Stage.Budget(tokens, closing)),
                rules("\"{\"", Stage.END));
    }

    private static int stageAfter(AnswerPlan plan, Pieces pieces, String... tokens) {
        StageTracker tracker = pieces.tracker(plan);
        feed(tracker, pieces, tokens);
        return tracker.stage();
    }

    private static void feed(StageTracker tracker, Pieces pieces, String... tokens) {
        for (String text : tokens) {
            int token = pieces.token(text);
            assertThat(tracker.allows(token)).as("allows " + text).isTrue();
            tracker.accept(token);
        }
    }

    /** What is written now, and accepted. */
    private static List<String> written(StageTracker tracker, Pieces pieces) {
        List<String> written = new ArrayList<>();
        for (int token = tracker.write(); token != StageTracker.NONE; token = tracker.write()) {
            tracker.accept(token);
            written.add(pieces.name(token));
        }
        return written;
    }

    /** The tokens that may come next, by either way of asking. */
    private static List<String> allowed(StageTracker tracker, Pieces pieces) {
        BitSet allowed = new BitSet();
        tracker.allowed(allowed);
        List<String> names = new ArrayList<>();
        for (int token = 0; token < pieces.size(); token++) {
            assertThat(allowed.get(token)).as(pieces.name(token)).isEqualTo(tracker.allows(token));
            if (allowed.get(token)) {
                names.add(pieces.name(token));
            }
        }
        return names;
    }
}
