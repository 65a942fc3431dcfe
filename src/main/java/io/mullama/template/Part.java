package io.mullama.template;

/**
 * Characters of a rendered prompt that have one origin. Immutable.
 *
 * @param input false for what the template wrote, in which special tokens count; true for what came from outside
 */
public record Part(String text, boolean input) {}
