package io.mullama.grammar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of an answer: thinking, content, the call of a tool. Immutable.
 *
 * @param rules what its text must follow; null for any text
 * @param exits the markers that lead to other stages; in a stage with rules one counts only where the rules are
 *     complete, so not within a text that they let stand in quotes
 * @param next where text belongs that goes on behind complete rules, as late as the rules allow; {@link #END} if none
 *     may. Without rules: {@link #END} if the answer may end here; with any other number it may not, and where the model
 *     wants it to, the closing of the budget is written instead, if there is one
 * @param budget only without rules; null for none
 * @param stops whether the request's stop texts count here
 */
public record Stage(
        @Nullable Rules rules,
        List<Exit> exits,
        int next,
        @Nullable Budget budget,
        boolean stops) {
    /** In place of a stage's index: nothing more. */
    public static final int END = -1;

    /** Any text, up to the end. */
    public static final Stage FREE = new Stage(null, List.of(), END, null, true);

    /** Checks it by itself. */
    public Stage {
        exits = List.copyOf(exits);
        if (rules != null && budget != null) {
            throw new IllegalArgumentException("a stage with rules has no budget");
        }
        Set<String> markers = new HashSet<>();
        for (Exit exit : exits) {
            if (!markers.add(exit.marker)) {
                throw new IllegalArgumentException("the marker '" + exit.marker + "' stands twice in a stage");
            }
        }
    }

    /** Any text, up to one of the markers or the end. */
    public static Stage free(Exit... exits) {
        return new Stage(null, List.of(exits), END, null, true);
    }

    /** Text by rules, and what comes behind it. */
    public static Stage following(Rules rules, int next, Exit... exits) {
        return new Stage(rules, List.of(exits), next, null, true);
    }

    /** The same with a bound. */
    public Stage withBudget(Budget value) {
        return new Stage(rules, exits, next, value, stops);
    }

    /** The same with one more way out. */
    public Stage with(Exit exit) {
        List<Exit> all = new ArrayList<>(exits);
        all.add(exit);
        return new Stage(rules, all, next, budget, stops);
    }

    /** The same, where stop texts do not count. */
    public Stage withoutStops() {
        return new Stage(rules, exits, next, budget, false);
    }

    /**
     * What a text must follow.
     *
     * @param gbnf a grammar in GBNF
     * @param field the request's field that errors name
     * @param mayEnd whether the answer may end where they are complete
     */
    public record Rules(String gbnf, String field, boolean mayEnd) {
        /** Behind which the answer may end. */
        public Rules(String gbnf, String field) {
            this(gbnf, field, true);
        }

        /** The same, but what stands in the next stage must come. */
        public Rules onTheWay() {
            return new Rules(gbnf, field, false);
        }
    }

    /**
     * A way out: the text behind the marker belongs to another stage.
     *
     * @param marker a part of the text, which may begin and end within tokens
     * @param stage that stage's index
     * @param first whether it counts only where nothing but blanks stands before it in its stage
     */
    public record Exit(String marker, int stage, boolean first) {
        /** A way out wherever the marker stands. */
        public Exit(String marker, int stage) {
            this(marker, stage, false);
        }

        /** Checks the length of the marker. */
        public Exit {
            AnswerPlan.requireLength("a marker", marker, AnswerPlan.LONGEST_MARKER);
        }
    }

    /**
     * A bound on a stage's tokens.
     *
     * @param tokens after so many, and whole characters, the closing is written for the model; those of the token that
     *     began the stage do not count
     * @param closing a text in which {@code </think>} is one control token; a marker in it leads on as if the model had
     *     written it
     */
    public record Budget(int tokens, String closing) {
        private static final int LONGEST_CLOSING = 4096;

        /** Checks the numbers. */
        public Budget {
            if (tokens < 0) {
                throw new IllegalArgumentException("a budget of " + tokens + " tokens");
            }
            AnswerPlan.requireLength("a closing", closing, LONGEST_CLOSING);
        }
    }
}
