package io.mullama.engine.local;

import java.time.Duration;

/**
 * How many tokens to compute at a time so that it takes no longer than it may, learned from the batches so far. Not
 * thread-safe.
 */
final class BatchPace {
    /** Fewer at a time cost more each: the weights are read once for all of them. */
    private static final int FEWEST = 32;

    /** Tokens of the first batch, before anything is known. */
    private static final int FIRST = 64;

    private double nanosPerToken;

    int tokens(int most, Duration target) {
        double fitting = nanosPerToken > 0 ? target.toNanos() / nanosPerToken : FIRST;
        return (int) Math.min(most, Math.max(FEWEST, fitting));
    }

    /** What a batch took. */
    void computed(int tokens, Duration taken) {
        // A few tokens say little about many: what a call costs by itself would count as theirs.
        if (tokens >= FEWEST) {
            double measured = (double) Math.max(1, taken.toNanos()) / tokens;
            nanosPerToken = nanosPerToken > 0 ? (nanosPerToken + measured) / 2 : measured;
        }
    }
}
