package io.mullama.engine.local;

import java.time.Duration;

/**
 * Bounds the prompt tokens of a step beside which answers are generated, so that the step takes no longer than those
 * may stall. The decode thread's own.
 *
 * <p>A step takes the time of the answers, as the last step without prompts had it, and a time for each prompt token, as
 * the last step with some had it. Nothing is smoothed: one slow step costs a few small ones, and no more.
 */
final class PrefillBudget {
    /** A prompt has to get on, however slow the machine is. */
    static final int LEAST = 8;

    /** Before anything was measured. */
    private static final int FIRST = 32;

    /** Of the time allowed; a prompt token costs more the further on in its prompt it is. */
    private static final double SAFETY = 0.85;

    /** Of a step, at least: what the prompts in it took. */
    private static final double LEAST_SHARE = 0.1;

    private final double allowedNanos;
    private final int least;
    private final int most;
    private int tokens;
    private double answersNanos;

    PrefillBudget(Duration maxStall, int batchSize) {
        this.allowedNanos = SAFETY * maxStall.toNanos();
        this.least = Math.min(LEAST, batchSize);
        this.most = batchSize;
        this.tokens = Math.min(FIRST, batchSize);
    }

    /** Prompt tokens for a step in which answers are generated too. */
    int promptTokens() {
        return tokens;
    }

    /** Learns from a step. */
    void took(int generatedTokens, int promptTokens, Duration time) {
        double nanos = Math.max(1, time.toNanos());
        if (promptTokens == 0) {
            // Half at most: where answers alone take longer, prompts must not wait for ever.
            answersNanos = Math.min(nanos, allowedNanos / 2);
            return;
        }
        boolean beside = generatedTokens > 0;
        answersNanos = beside ? Math.min(answersNanos, nanos) : answersNanos;
        double promptNanos = Math.max(beside ? nanos - answersNanos : nanos, LEAST_SHARE * nanos);
        double fitting = promptTokens * (allowedNanos - answersNanos) / promptNanos;
        // From few tokens little can be said about many.
        double believed = beside ? Math.min(fitting, 2.0 * promptTokens + PrefillShares.TILE) : fitting;
        int next = (int) Math.max(least, Math.min(believed, most));
        boolean shortRest = promptTokens < Math.min(tokens, PrefillShares.TILE) && nanos <= allowedNanos;
        if (!shortRest || next > tokens) {
            tokens = next;
        }
    }
}
