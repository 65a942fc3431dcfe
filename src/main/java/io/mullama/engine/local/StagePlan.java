package io.mullama.engine.local;

import io.mullama.grammar.GrammarException;
import io.mullama.grammar.GrammarMatcher;
import io.mullama.grammar.GrammarStage;
import io.mullama.grammar.Stage;
import io.mullama.grammar.TokenTable;
import io.mullama.model.MullamaException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The stages of an answer in terms of one model's vocabulary. Immutable: the arrays are not changed by anybody.
 *
 * @param asked the same stages as they were asked for
 * @param closings what is written where a stage's budget is used up; empty for those without one
 */
record StagePlan(List<GrammarStage> stages, TokenTable tokens, List<Stage> asked, List<int[]> closings) {

    /** At the beginning of an answer. */
    StageTracker tracker() {
        return new StageTracker(this);
    }

    GrammarMatcher matcher(int firstStage) {
        return new GrammarMatcher(stages, firstStage, tokens);
    }

    /** A fault of the rules in the words of the request's field that they come from. */
    MullamaException unusable(int stage, GrammarException e) {
        return unusable(field(stage), e);
    }

    static MullamaException unusable(String field, GrammarException e) {
        return MullamaException.invalidField(field, "'" + field + "' cannot be used: " + e.getMessage())
                .causedBy(e);
    }

    /** The field of a stage's rules; those of any others where it has none: it was they that met its text. */
    String field(int stage) {
        return Stream.concat(Stream.of(asked.get(stage)), asked.stream())
                .map(Stage::rules)
                .filter(Objects::nonNull)
                .map(Stage.Rules::field)
                .findFirst()
                .orElse("grammar");
    }
}
