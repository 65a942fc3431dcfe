package io.mullama.server.metrics;

import java.time.Duration;

/**
 * What became of one answer of a model. Immutable.
 *
 * @param model its name as it is stored, so that there are no more names than models
 * @param outcome {@code stop}, {@code length}, {@code cancelled}, {@code failed}
 */
public record Answered(String model, String outcome, Tokens tokens, Times times) {
    /**
     * Its tokens.
     *
     * @param cachedPrompt of the prompt's, those that were in the KV cache already
     */
    public record Tokens(int prompt, int cachedPrompt, int completion) {
        public static final Tokens NONE = new Tokens(0, 0, 0);

        /** Those of one more answer to the same prompt, which was computed once. */
        public Tokens withoutPrompt() {
            return new Tokens(0, 0, completion);
        }
    }

    /**
     * Its times.
     *
     * @param queue from its submission until it had a slot
     * @param firstToken from the request's arrival to the first token, the model's loading included
     * @param generation from the first token to the last
     */
    public record Times(Duration queue, Duration firstToken, Duration generation) {
        public static final Times NONE = new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }
}
