package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.grammar.AnswerPlan;
import io.mullama.grammar.Stage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What tests of stages have in common. */
final class Stages {
    private Stages() {}

    static AnswerPlan plan(Stage... stages) {
        return new AnswerPlan(List.of(stages), List.of());
    }

    static Stage rules(String root, int next, Stage.Exit... exits) {
        return Stage.following(new Stage.Rules("root ::= " + root, "tools"), next, exits);
    }

    static int stageAfter(AnswerPlan plan, Pieces pieces, String... tokens) {
        StageTracker tracker = pieces.tracker(plan);
        feed(tracker, pieces, tokens);
        return tracker.stage();
    }

    static void feed(StageTracker tracker, Pieces pieces, String... tokens) {
        for (String text : tokens) {
            int token = pieces.token(text);
            assertThat(tracker.allows(token)).as("allows " + text).isTrue();
            tracker.accept(token);
        }
    }

    /** What is written now, and accepted. */
    static List<String> written(StageTracker tracker, Pieces pieces) {
        List<String> written = new ArrayList<>();
        for (int token = tracker.write(); token != StageTracker.NONE; token = tracker.write()) {
            tracker.accept(token);
            written.add(pieces.name(token));
        }
        return written;
    }

    /** The tokens that may come next, by either way of asking. */
    static List<String> allowed(StageTracker tracker, Pieces pieces) {
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
