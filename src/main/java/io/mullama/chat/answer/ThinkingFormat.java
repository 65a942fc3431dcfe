package io.mullama.chat.answer;

/**
 * How a model marks what it thinks before it answers. Immutable.
 *
 * @param name as a Modelfile's {@code THINKING} has it
 * @param open stands before the thought, with white space around it
 * @param close stands after it, with white space around it
 */
public record ThinkingFormat(String name, String open, String close) {}
