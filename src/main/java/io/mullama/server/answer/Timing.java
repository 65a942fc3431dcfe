package io.mullama.server.answer;

import java.time.Duration;

/**
 * What an answer took. Immutable.
 *
 * @param total from the request's arrival to the last token
 * @param load until the model was there
 * @param prompt from submission to the first token
 */
public record Timing(Duration total, Duration load, Duration prompt) {
    /** From the first token to the last. */
    public Duration rest() {
        Duration rest = total.minus(load).minus(prompt);
        return rest.isNegative() ? Duration.ZERO : rest;
    }
}
