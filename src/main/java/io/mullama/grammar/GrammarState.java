package io.mullama.grammar;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All ways of reading a text so far. Immutable but for what is remembered of the states after it; not thread-safe.
 */
final class GrammarState {
    private static final int BYTES = 256;

    private final Set<Reading> readings;
    private final boolean complete;
    private final int hash;
    private @Nullable GrammarState @Nullable [] next;

    /** The set is not changed by anybody. */
    GrammarState(Set<Reading> readings, boolean complete) {
        this.readings = readings;
        this.complete = complete;
        this.hash = 31 * readings.hashCode() + Boolean.hashCode(complete);
    }

    Set<Reading> readings() {
        return readings;
    }

    /** Whether the text may end here. */
    boolean isComplete() {
        return complete;
    }

    /** Whether the text is not what the grammar wants, whatever may follow. */
    boolean isDead() {
        return readings.isEmpty() && !complete;
    }

    boolean expectsTokens() {
        return readings.stream().anyMatch(reading -> reading.stack().symbol() instanceof Symbol.Token);
    }

    @Nullable
    GrammarState remembered(int unsignedByte) {
        return next == null ? null : next[unsignedByte];
    }

    void remember(int unsignedByte, GrammarState state) {
        if (next == null) {
            next = new GrammarState[BYTES];
        }
        next[unsignedByte] = state;
    }

    void forget() {
        next = null;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof GrammarState other
                && hash == other.hash
                && complete == other.complete
                && readings.equals(other.readings);
    }
}
