package io.mullama.cli.models;

import io.mullama.api.Json;
import io.mullama.api.PullLine;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Console;

/** Shows how far a pull, or the making of a model, is. Thread-safe. */
interface PullDisplay extends AutoCloseable {
    /** Something has happened. */
    void show(PullLine line);

    /** Time has passed. */
    default void refresh() {}

    /** It is over, and nothing is shown any more. */
    @Override
    default void close() {}

    /** The one for the standard error as it is. */
    static PullDisplay of(CliContext context) {
        return context.console().movesLines() ? new PullBars(context) : log(context);
    }

    /** The one that a command's flags ask for. */
    static PullDisplay chosen(CliContext context, boolean json, boolean quiet) {
        if (json) {
            return json(context.console());
        }
        return quiet ? silent() : of(context);
    }

    private static PullDisplay log(CliContext context) {
        return new PullLog(context.console(), context.environment().clock());
    }

    /** Says nothing. */
    private static PullDisplay silent() {
        return line -> {};
    }

    /** For programs: each line as it came, on the standard output. */
    private static PullDisplay json(Console console) {
        return line -> console.println(Json.text(line.toJson()));
    }
}
