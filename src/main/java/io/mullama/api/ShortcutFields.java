package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The fields that may spare an answer work without changing it. A null leaves the choice to the daemon. Immutable.
 *
 * @param cachePrompt whether what was computed for other requests may be used
 * @param speculate whether the next tokens are guessed from the text so far
 */
public record ShortcutFields(
        @Nullable Boolean cachePrompt, @Nullable Boolean speculate) {

    /** Everything left to the daemon. */
    public static final ShortcutFields DEFAULTS = new ShortcutFields(null, null);

    private static final String SPECULATIVE = "speculative";

    /** The fields among a request's, by the names that every dialect shares. */
    public static ShortcutFields fromJson(Fields fields) {
        return new ShortcutFields(fields.bool("cache_prompt"), speculate(fields));
    }

    /** The name of a method; there is one so far. */
    private static @Nullable Boolean speculate(Fields fields) {
        JsonNode node = fields.node(SPECULATIVE);
        if (node == null) {
            return null;
        }
        boolean off = node.isBoolean() && !node.booleanValue();
        String method = off ? "none" : node.isTextual() ? node.textValue() : "";
        if (!method.equals("ngram") && !method.equals("none")) {
            throw fields.invalid(SPECULATIVE, "must be \"ngram\" or \"none\"");
        }
        return method.equals("ngram");
    }
}
