package io.mullama.engine;

/**
 * A stretch of a prompt. Immutable.
 *
 * @param special whether {@code <|im_end|>} in it is a control token; what people typed never is
 */
public record PromptPart(String text, boolean special) {}
