package io.mullama.engine;

/**
 * A token for people. Immutable.
 *
 * @param text as the vocabulary spells it: {@code Ġcapital}, {@code <|im_end|>}
 */
public record TokenText(int id, String text) {}
