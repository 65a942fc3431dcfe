package io.mullama.engine.local;

import io.mullama.grammar.Crossing;
import io.mullama.grammar.GrammarException;
import io.mullama.grammar.GrammarMatcher;
import io.mullama.grammar.Stage;
import io.mullama.model.MullamaException;
import java.util.BitSet;
import java.util.List;

/**
 * Where an answer is among its stages: which tokens may come, which the engine writes itself because a budget is used
 * up, and where stop texts count. For one answer; not thread-safe.
 */
final class StageTracker {
    /** In place of a token: the model chooses. */
    static final int NONE = -1;

    /** A character ends within so many tokens, or is none. */
    private static final int LONGEST_CHARACTER = 4;

    private static final int[] NOTHING = {};

    private final StagePlan plan;
    private final GrammarMatcher matcher;
    private final Utf8Assembler characters = new Utf8Assembler();
    private List<Cut> cuts = List.of();

    /** Tokens of the stage so far, since it was entered. */
    private int spent;

    /** Whether the stage's closing was begun. */
    private boolean closed;

    private int[] closing = NOTHING;
    private int written;

    StageTracker(StagePlan plan) {
        this.plan = plan;
        this.matcher = plan.matcher(0);
    }

    /** The index of the stage to which the text so far has led. */
    int stage() {
        return matcher.stage();
    }

    /** Whether rules say what may come next. */
    boolean isHeld() {
        return !matcher.isFree();
    }

    /** Whether stop texts count in what comes next. */
    boolean heedsStops() {
        return asked().stops();
    }

    /** Whether the token may come next. */
    boolean allows(int token) {
        return matcher.allows(token);
    }

    /** The tokens that may come next; the set is overwritten. */
    void allowed(BitSet allowed) {
        matcher.allowed(allowed);
    }

    /** Goes on to after a token that is allowed. */
    void accept(int token) {
        matcher.accept(token);
        List<Crossing> crossings = matcher.crossings();
        if (crossings.isEmpty()) {
            cuts = List.of();
            spent++;
        } else {
            cuts = crossings.stream()
                    .map(each -> new Cut(
                            each.offset(), plan.asked().get(each.stage()).stops()))
                    .toList();
            spent = 0;
            closed = false;
        }
        if (asked().budget() != null) {
            characters.append(text(token));
        }
    }

    /** The bytes that a token stands for in this answer; none for one that is no text. Not to be changed. */
    byte[] text(int token) {
        return plan.tokens().isEnd(token)
                ? plan.tokens().endingText(token)
                : plan.tokens().text(token);
    }

    /** Where stages with and without stop texts meet in the latest token. */
    List<Cut> cuts() {
        return cuts;
    }

    /** The token that the engine writes next; {@link #NONE} if the model chooses. */
    int write() {
        if (written == closing.length && isUsedUp()) {
            close();
        }
        if (written < closing.length && matcher.allows(closing[written])) {
            return closing[written++];
        }
        closing = NOTHING;
        written = 0;
        return NONE;
    }

    /** Whether the stage is closed, rather than the answer ended, by that token, which is not allowed; begins to. */
    boolean closesInsteadOf(int token) {
        if (closed
                || asked().budget() == null
                || asked().next() == Stage.END
                || !plan.tokens().isEnd(token)) {
            return false;
        }
        close();
        return true;
    }

    /**
     * Checks that the answer may end, where no token is left.
     *
     * @throws MullamaException if its rules want more
     */
    void requireEnd() {
        if (!matcher.isComplete()) {
            String field = plan.field(stage());
            throw MullamaException.invalidField(
                    field,
                    "'" + field + "' wants a text for which the model has no token, or only ones that are banned");
        }
    }

    /** A fault of the rules in the words of the request's field that they come from. */
    MullamaException unusable(GrammarException e) {
        return plan.unusable(stage(), e);
    }

    private boolean isUsedUp() {
        Stage.Budget budget = asked().budget();
        return budget != null
                && !closed
                && spent >= budget.tokens()
                && (!characters.isPending() || spent >= budget.tokens() + LONGEST_CHARACTER);
    }

    private void close() {
        closed = true;
        closing = plan.closings().get(stage());
        written = 0;
    }

    private Stage asked() {
        return plan.asked().get(stage());
    }
}
