package io.mullama.chat;

/**
 * A stretch of a rendered prompt. Immutable.
 *
 * @param input whether people, tools or files wrote it, and not the template: control tokens in it are plain text
 */
public record PromptText(String text, boolean input) {}
