package io.mullama.engine;

/**
 * A text that is to become tokens by itself. Immutable.
 *
 * @param framed whether the tokens with which the model's texts begin and end are added
 * @param special whether {@code <|im_end|>} in it is a control token
 */
public record PlainText(String text, boolean framed, boolean special) {}
