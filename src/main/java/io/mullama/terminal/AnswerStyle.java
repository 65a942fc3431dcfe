package io.mullama.terminal;

/**
 * How an answer is shown in a terminal. Immutable.
 *
 * @param theme without colours Markdown is shown as it was written, but in lines that fit, for bold could not be seen
 * @param glyphs what bars, bullets and tables are drawn with
 * @param markdown whether the answer is Markdown; otherwise all of its characters are text
 * @param wrap whether lines end between words where the window does
 * @param hideThinking whether thoughts are left out
 */
public record AnswerStyle(Theme theme, Glyphs glyphs, boolean markdown, boolean wrap, boolean hideThinking) {}
