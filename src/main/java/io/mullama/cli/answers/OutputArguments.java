package io.mullama.cli.answers;

import io.mullama.cli.command.Specs;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * How an answer is to be shown. Immutable.
 *
 * @param json as the daemon tells it, rather than its text
 * @param stream while it is generated, rather than when it is whole
 * @param hideThinking in a terminal; elsewhere thoughts are never shown
 * @param markdown whether a terminal renders it
 * @param wrap whether lines end between words in a terminal
 * @param verbose with what it cost
 * @param quiet without what else there is to say while one waits
 */
record OutputArguments(
        boolean json,
        boolean stream,
        boolean hideThinking,
        boolean markdown,
        boolean wrap,
        boolean verbose,
        boolean quiet) {
    private static final String STREAM = "--stream";
    private static final String NO_STREAM = "--no-stream";
    private static final String NO_WRAP = "--no-wrap";

    /** As Ollama's users know it. */
    private static final String NO_WORD_WRAP = "--nowordwrap";

    /** What an answer to a prompt can be. */
    static CommandSpec addForms(CommandSpec spec) {
        return spec.addOption(Specs.flag(
                        "--json",
                        "Print the whole answer as one JSON object, as the HTTP API gives it; with --stream, a line of"
                                + " JSON for each piece."))
                .addOption(Specs.flag(STREAM, "Print pieces as they come; the default, but for --json."))
                .addOption(Specs.flag(NO_STREAM, "Print nothing until the answer is whole."));
    }

    /** What it looks like in a terminal, and what is said beside it. */
    static CommandSpec addLooks(CommandSpec spec) {
        return spec.addOption(Specs.flag("--hide-thinking", "Do not show what the model thinks before it answers."))
                .addOption(Specs.flag("--no-markdown", "Show Markdown as it is written, in a terminal too."))
                .addOption(Specs.flag(NO_WRAP, "Leave it to the terminal where lines end."))
                .addOption(OptionSpec.builder(NO_WORD_WRAP)
                        .type(boolean.class)
                        .hidden(true)
                        .build())
                .addOption(Specs.flag("--verbose", "Show what the answer cost, on the standard error."))
                .addOption(Specs.flag("-q", "--quiet", "Show no progress while a model is pulled or loaded."));
    }

    static OutputArguments from(ParseResult parsed) {
        boolean json = Specs.has(parsed, "--json");
        boolean stream = Specs.has(parsed, STREAM);
        boolean whole = Specs.has(parsed, NO_STREAM);
        if (stream && whole) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST, "--stream contradicts --no-stream", "leave one of them out");
        }
        return new OutputArguments(
                json,
                stream || !(whole || json),
                Specs.has(parsed, "--hide-thinking"),
                !Specs.has(parsed, "--no-markdown"),
                !Specs.has(parsed, NO_WRAP) && !Specs.has(parsed, NO_WORD_WRAP),
                Specs.has(parsed, "--verbose"),
                Specs.has(parsed, "--quiet"));
    }
}
