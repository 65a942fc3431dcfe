package io.mullama.engine;

import org.jspecify.annotations.Nullable;

/**
 * What is added to the logit of a token, or of every token of a text. Immutable.
 *
 * @param token negative where the text counts
 * @param bias minus infinity for never
 */
public record LogitBias(int token, @Nullable String text, double bias) {
    public static LogitBias ofToken(int token, double bias) {
        return new LogitBias(token, null, bias);
    }

    public static LogitBias ofText(String text, double bias) {
        return new LogitBias(-1, text, bias);
    }
}
