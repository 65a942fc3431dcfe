package io.mullama.engine;

/**
 * What may spare a generation work; none of it changes what is generated. Immutable.
 *
 * @param cachePrompt whether what was computed for others may be used, and this for them; else the whole prompt is
 *     computed, and nothing is left behind
 * @param speculate whether to guess the next tokens from the text so far and have several checked in one step, which
 *     pays where an answer repeats its prompt or itself
 */
public record Shortcuts(boolean cachePrompt, boolean speculate) {
    public static final Shortcuts DEFAULT = new Shortcuts(true, false);
}
