/** A model's answer in a terminal, while it comes: words into lines, Markdown into something to look at. Pure. */
package io.mullama.terminal.markdown;
