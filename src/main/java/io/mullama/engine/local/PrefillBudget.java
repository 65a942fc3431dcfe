package io.mullama.engine.local;

import java.time.Duration;

/**
 * Bounds the prompt tokens of a step beside which answers are generated, so that the step takes no longer than those
 * may stall. The decode thread's own.
 *
 * <p>The number follows from the last step: as many times its prompt tokens as its time goes into the time allowed. A
 * step has a time of its own, whatever it holds, and one for each token, so that this is never too many, and comes to
 * the right number in a few steps; nothing has to be known of either time.
 */
final class PrefillBudget {
    /** A prompt has to get on, however slow the machine is. */
    static final int LEAST = 8;

    /** Before anything was measured. */
    private static final int FIRST = 32;

    /** Of the time allowed; a prompt token costs more the further on in its prompt it is. */
    private static final double SAFETY = 0.85;

    private final double allowedNanos;
    private final int least;
    private final int most;
    private int tokens;

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
    void took(int promptTokens, Duration time) {
        if (promptTokens == 0) {
            return;
        }
        double nanos = Math.max(1, time.toNanos());
        double fitting = promptTokens * allowedNanos / nanos;
        boolean saysLittle = promptTokens < tokens && nanos <= allowedNanos;
        if (!saysLittle || fitting > tokens) {
            tokens = (int) Math.max(least, Math.min(fitting, most));
        }
    }
}
