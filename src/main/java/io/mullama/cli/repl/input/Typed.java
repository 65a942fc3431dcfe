package io.mullama.cli.repl.input;

/** What a person did at the prompt. Immutable. */
public sealed interface Typed {
    /** A line or a message was entered; {@code line} is what stood there, with marks for the long texts that were pasted. */
    record Text(String text, String line) implements Typed {}

    /** What is typed so far is to be changed in an editor. */
    record ToEdit(String text) implements Typed {}

    /** Ctrl-C was pressed; {@code text} is what it threw away. */
    record Interrupt(String text) implements Typed {}

    /** Ctrl-D was pressed on an empty line, or the terminal has gone. */
    record End() implements Typed {}
}
