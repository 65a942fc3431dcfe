package io.mullama.engine.local;

import java.time.Duration;

/**
 * Bounds the prompt tokens of a step beside which answers are generated, so that the step takes no longer than those
 * may stall: from what steps took before. The decode thread's own.
 *
 * <p>A step takes the time of the answers' own tokens, and a time for each prompt token. The latter is what the last
 * step with prompt tokens took for each: less for many than for few, so that the number grows or shrinks to where the
 * prediction holds.
 */
final class PrefillBudget {
    /** A prompt has to get on, however slow the machine is. */
    static final int LEAST = 8;

    /** Before anything was measured. */
    private static final int FIRST = 32;

    /** Of the time allowed; a prompt token costs more the further on in its prompt it is. */
    private static final double SAFETY = 0.85;

    private static final double SMOOTHING = 0.3;

    private final double maxStallNanos;
    private final int most;
    private double generatingNanos;
    private double promptTokenNanos;

    PrefillBudget(Duration maxStall, int batchSize) {
        this.maxStallNanos = maxStall.toNanos();
        this.most = batchSize;
    }

    /** Prompt tokens for a step in which answers are generated too. */
    int promptTokens() {
        if (promptTokenNanos == 0) {
            return Math.min(FIRST, most);
        }
        double fitting = (maxStallNanos * SAFETY - generatingNanos) / promptTokenNanos;
        return (int) Math.max(Math.min(LEAST, most), Math.min(fitting, most));
    }

    /** Learns from a step. */
    void took(int generatedTokens, int promptTokens, Duration time) {
        double nanos = time.toNanos();
        if (promptTokens == 0) {
            generatingNanos = smoothed(generatingNanos, nanos);
        } else {
            double own = generatedTokens == 0 ? 0 : generatingNanos;
            promptTokenNanos = smoothed(promptTokenNanos, Math.max(nanos - own, nanos / 10) / promptTokens);
        }
    }

    /** Follows a rise at once, for the sake of those that wait, and a fall with caution. */
    private static double smoothed(double before, double now) {
        return now >= before || before == 0 ? now : before + SMOOTHING * (now - before);
    }
}
