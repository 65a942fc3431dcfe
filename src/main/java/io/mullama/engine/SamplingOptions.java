package io.mullama.engine;

import java.util.List;
import java.util.OptionalLong;

/**
 * How the next token is chosen, with llama.cpp's samplers. Every number is finite and within the bounds that
 * {@code sampling.md} lists: llama.cpp itself checks none. Immutable.
 *
 * @param order what is left out has no effect; Mirostat knows no order
 * @param seed makes a run repeatable; the low 32 bits count
 */
public record SamplingOptions(
        Temperature temperature,
        Truncation truncation,
        Repetition repetition,
        Feedback feedback,
        List<SamplerType> order,
        OptionalLong seed,
        Constraints constraints,
        Reporting reporting) {

    /** llama.cpp's own order. */
    public static final List<SamplerType> USUAL_ORDER = List.of(
            SamplerType.PENALTIES,
            SamplerType.DRY,
            SamplerType.TOP_N_SIGMA,
            SamplerType.TOP_K,
            SamplerType.TYPICAL_P,
            SamplerType.TOP_P,
            SamplerType.MIN_P,
            SamplerType.XTC,
            SamplerType.TEMPERATURE);

    /** The likeliest token, always. */
    public static final SamplingOptions GREEDY = ofTemperature(0);

    /** By probability at that temperature, among all tokens. */
    public static SamplingOptions ofTemperature(double temperature) {
        return new SamplingOptions(
                new Temperature(temperature, 0, 1),
                Truncation.NONE,
                Repetition.NONE,
                Feedback.NONE,
                USUAL_ORDER,
                OptionalLong.empty(),
                Constraints.NONE,
                Reporting.NONE);
    }

    /** The same, but the model cannot end its answer. */
    public SamplingOptions endless() {
        return new SamplingOptions(
                temperature,
                truncation,
                repetition,
                feedback,
                order,
                seed,
                new Constraints(constraints.biases, true),
                reporting);
    }

    /**
     * How freely to choose.
     *
     * @param value 0 takes the likeliest token
     * @param range the temperature varies by this up and down with the distribution's entropy; 0 for not at all
     * @param exponent of the entropy
     */
    public record Temperature(double value, double range, double exponent) {}

    /**
     * Which tokens to choose from.
     *
     * @param topK the number of likeliest tokens; 0 for all
     * @param topP the likeliest whose probabilities sum to this; 1 for all
     * @param minP those at least this likely, relative to the likeliest; 0 for all
     * @param typicalP the most typical whose probabilities sum to this; 1 for all
     * @param topNSigma those within so many standard deviations of the highest logit; 0 or less for all
     * @param minKeep at least so many are left
     */
    public record Truncation(
            int topK, double topP, double minP, double typicalP, double topNSigma, Xtc xtc, int minKeep) {
        public static final Truncation NONE = new Truncation(0, 1, 0, 1, -1, new Xtc(0, 0.1), 0);
    }

    /**
     * Drops all but the least likely of the tokens that are likelier than the threshold.
     *
     * @param probability how often; 0 for never
     */
    public record Xtc(double probability, double threshold) {}

    /**
     * What makes repetition less likely, among the prompt's tokens and the answer's.
     *
     * @param lastTokens how many recent tokens count; negative for all
     * @param repeat divides the logits of recent tokens; 1 is none
     * @param frequency is taken from a logit for every time that its token came
     * @param presence is taken from the logits of tokens that came at all
     */
    public record Repetition(int lastTokens, double repeat, double frequency, double presence, Dry dry) {
        public static final Repetition NONE = new Repetition(64, 1, 0, 0, Dry.NONE);

        /** Whether it has any effect, DRY aside. */
        public boolean penalizes() {
            return lastTokens != 0 && (repeat != 1 || frequency != 0 || presence != 0);
        }
    }

    /**
     * Takes {@code multiplier * base ^ (length - allowedLength)} from the logit of a token that would make a sequence of
     * that length come again.
     *
     * @param multiplier 0 for nothing
     * @param lastTokens how many recent tokens are searched; negative for all
     * @param breakers texts at which a sequence begins anew
     */
    public record Dry(double multiplier, double base, int allowedLength, int lastTokens, List<String> breakers) {
        public static final Dry NONE = new Dry(0, 1.75, 2, 64, List.of("\n", ":", "\"", "*"));

        /** Whether it has any effect. */
        public boolean penalizes() {
            return multiplier != 0 && lastTokens != 0;
        }
    }

    /**
     * What steers by the tokens that were chosen before.
     *
     * @param mirostat 1 or 2 to take the place of all samplers but the temperature; 0 for neither
     * @param tau the surprise that Mirostat aims at, in bits
     * @param eta how fast it learns
     * @param adaptiveTarget the probability that adaptive-p aims at, where the order names it; negative for none
     * @param adaptiveDecay how much of what it knows it keeps from token to token
     */
    public record Feedback(int mirostat, double tau, double eta, double adaptiveTarget, double adaptiveDecay) {
        public static final Feedback NONE = new Feedback(0, 5, 0.1, -1, 0.9);
    }

    /**
     * What must not come.
     *
     * @param ignoreEnd whether tokens that end an answer are left out
     */
    public record Constraints(List<LogitBias> biases, boolean ignoreEnd) {
        public static final Constraints NONE = new Constraints(List.of(), false);
    }

    /**
     * What to tell of every token.
     *
     * @param top its probability and those of so many others; negative for nothing
     * @param afterSampling whether they are those that the samplers made, rather than the model's own
     */
    public record Reporting(int top, boolean afterSampling) {
        public static final Reporting NONE = new Reporting(-1, false);

        public boolean isWanted() {
            return top >= 0;
        }
    }

    public SamplingOptions withTruncation(Truncation value) {
        return new SamplingOptions(temperature, value, repetition, feedback, order, seed, constraints, reporting);
    }

    public SamplingOptions withRepetition(Repetition value) {
        return new SamplingOptions(temperature, truncation, value, feedback, order, seed, constraints, reporting);
    }

    public SamplingOptions withFeedback(Feedback value) {
        return new SamplingOptions(temperature, truncation, repetition, value, order, seed, constraints, reporting);
    }

    public SamplingOptions withOrder(List<SamplerType> value) {
        return new SamplingOptions(temperature, truncation, repetition, feedback, value, seed, constraints, reporting);
    }

    public SamplingOptions withSeed(long value) {
        return new SamplingOptions(
                temperature, truncation, repetition, feedback, order, OptionalLong.of(value), constraints, reporting);
    }

    public SamplingOptions withConstraints(Constraints value) {
        return new SamplingOptions(temperature, truncation, repetition, feedback, order, seed, value, reporting);
    }

    public SamplingOptions withReporting(Reporting value) {
        return new SamplingOptions(temperature, truncation, repetition, feedback, order, seed, constraints, value);
    }
}
