package io.mullama.grammar;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stretch of an answer: what its text must follow, and what leads on to other stretches. Immutable. */
public final class GrammarStage {
    private final @Nullable Grammar rules;
    private final Markers markers;
    private final int next;
    private final boolean mayEnd;

    /**
     * A stage of an answer.
     *
     * @param rules null where any text may come
     * @param exits of no two markers that are equal; in a stage with rules one counts only where the rules are complete
     * @param next the stage to which text belongs that goes on behind complete rules, or {@link Stage#END}; without rules any
     *     stage means that the answer may not end here
     */
    public GrammarStage(@Nullable Grammar rules, List<Stage.Exit> exits, int next) {
        this(rules, exits, next, rules != null || next == Stage.END);
    }

    /**
     * A stage of an answer.
     *
     * @param mayEnd whether the answer may end here, where the rules are complete if there are any
     */
    public GrammarStage(@Nullable Grammar rules, List<Stage.Exit> exits, int next, boolean mayEnd) {
        this.mayEnd = mayEnd;
        this.rules = rules;
        this.markers = new Markers(exits);
        this.next = next;
    }

    Optional<Grammar> rules() {
        return Optional.ofNullable(rules);
    }

    Markers markers() {
        return markers;
    }

    int next() {
        return next;
    }

    boolean mayEnd() {
        return mayEnd;
    }
}
