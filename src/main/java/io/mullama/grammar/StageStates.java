package io.mullama.grammar;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stage in use, and the states of its rules. For one generation; not thread-safe. */
final class StageStates {
    /** The only state where there are no rules. */
    private static final GrammarState FREE = new GrammarState(Set.of(), true);

    private final GrammarStage stage;
    private final @Nullable StateSpace space;
    private final GrammarState start;

    StageStates(GrammarStage stage) {
        this.stage = stage;
        this.space = stage.rules().map(StateSpace::new).orElse(null);
        this.start = space == null ? FREE : space.start();
    }

    boolean isFree() {
        return space == null;
    }

    GrammarState start() {
        return start;
    }

    Markers markers() {
        return stage.markers();
    }

    int next() {
        return stage.next();
    }

    /** Whether what follows may belong to the next stage. */
    boolean leadsOn(GrammarState state) {
        return space != null && state.isComplete() && stage.next() != Stage.END;
    }

    /** Whether the answer may end here. */
    boolean mayEnd(GrammarState state) {
        return stage.mayEnd() && state.isComplete();
    }

    void resetWork() {
        if (space != null) {
            space.resetWork();
        }
    }

    GrammarState next(GrammarState state, byte value) {
        return space == null ? state : space.next(state, value);
    }

    /** The state after a whole token, for the readings that want one here. */
    GrammarState afterToken(GrammarState state, int token) {
        return space != null && state.expectsTokens() ? space.afterToken(state, token) : StateSpace.DEAD;
    }

    GrammarState union(GrammarState one, GrammarState other) {
        return space == null ? one : space.union(one, other);
    }
}
