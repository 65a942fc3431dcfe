package io.mullama.cli.answers;

import io.mullama.api.AnswerPiece;
import io.mullama.api.FormatField;
import io.mullama.api.Json;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Console;
import io.mullama.terminal.AnswerStyle;
import io.mullama.terminal.AnswerText;
import io.mullama.terminal.Glyphs;
import io.mullama.terminal.Window;

/** Prints an answer while it comes. For one answer, and one thread. */
sealed interface AnswerOutput extends AutoCloseable {
    /** Prints the next piece, which came in that line. */
    void print(AnswerPiece piece, String line);

    /** Prints what was held back, when nothing more comes for whatever reason. */
    void end();

    @Override
    default void close() {}

    /** The one that was asked for, or that suits where it goes. */
    static AnswerOutput of(CliContext context, RunArguments arguments) {
        Console console = context.console();
        OutputArguments output = arguments.output();
        if (output.json()) {
            return output.stream() ? new Lines(console) : new OneObject(console);
        }
        return console.streams().outTerminal() ? Rendered.of(context, arguments) : new Plain(console);
    }

    /** For programs: what was said as it is, and nothing of what was thought. */
    record Plain(Console console) implements AnswerOutput {
        @Override
        public void print(AnswerPiece piece, String line) {
            console.print(piece.text());
        }

        @Override
        public void end() {}
    }

    /** For programs: a line of JSON for each piece. */
    record Lines(Console console) implements AnswerOutput {
        @Override
        public void print(AnswerPiece piece, String line) {
            console.println(line);
        }

        @Override
        public void end() {}
    }

    /** For programs, and for people who look closely: the answer as an object. */
    record OneObject(Console console) implements AnswerOutput {
        @Override
        public void print(AnswerPiece piece, String line) {
            console.println(Json.pretty(Json.literal(line)));
        }

        @Override
        public void end() {}
    }

    /** For people. */
    record Rendered(Console console, Window window, AnswerText text) implements AnswerOutput {
        private static Rendered of(CliContext context, RunArguments arguments) {
            OutputArguments output = arguments.output();
            // JSON is copied from the terminal, and what goes on after a raw prompt may begin in the middle of
            // anything.
            boolean free = arguments.answer().format() == FormatField.FREE;
            AnswerStyle style = new AnswerStyle(
                    context.console().theme(),
                    Glyphs.of(context.environment().variables()),
                    output.markdown() && free && !arguments.raw(),
                    output.wrap() && free,
                    output.hideThinking());
            Window window = context.environment().window().get();
            return new Rendered(context.console(), window, new AnswerText(style, window));
        }

        @Override
        public void print(AnswerPiece piece, String line) {
            console.print(text.of(piece.thinking(), piece.text()));
        }

        @Override
        public void end() {
            console.print(text.end());
        }

        @Override
        public void close() {
            window.close();
        }
    }
}
