package io.mullama.grammar;

import org.jspecify.annotations.Nullable;

/**
 * What is still to come on one way of reading a text: the rest of an alternative, then of those around it. Immutable;
 * ways that end alike share their ends.
 */
final class Stack {
    private final Symbol[] alternative;
    private final int at;
    private final @Nullable Stack below;
    private final int hash;

    /** A null below ends the text. */
    Stack(Symbol[] alternative, int at, @Nullable Stack below) {
        this.alternative = alternative;
        this.at = at;
        this.below = below;
        this.hash = 31 * (31 * System.identityHashCode(alternative) + at) + (below == null ? 0 : below.hash);
    }

    boolean isAtEnd() {
        return at == alternative.length;
    }

    Symbol symbol() {
        return alternative[at];
    }

    /** The same without the symbol; null where nothing is left. A finished alternative is not kept: tails stay flat. */
    @Nullable
    Stack after() {
        return at + 1 < alternative.length ? new Stack(alternative, at + 1, below) : below;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        if (!(object instanceof Stack other)) {
            return false;
        }
        Stack mine = this;
        Stack theirs = other;
        while (mine != theirs) {
            if (mine == null || theirs == null || !mine.topEquals(theirs)) {
                return false;
            }
            mine = mine.below;
            theirs = theirs.below;
        }
        return true;
    }

    private boolean topEquals(Stack other) {
        return hash == other.hash && alternative == other.alternative && at == other.at;
    }
}
