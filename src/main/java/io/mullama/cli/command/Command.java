package io.mullama.cli.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command: what it takes, and what it does. Immutable. */
public interface Command {
    /** A call worth showing, and what it is for. */
    record Example(String call, String purpose) {}

    /** The options and parameters, built by hand: reading annotations would cost a quarter of a client's start. */
    CommandSpec spec();

    List<Example> examples();

    /** The commands below this one, in the order of its help. */
    default List<Command> subcommands() {
        return List.of();
    }

    /** Does the work; the exit code. */
    int run(CliContext context, ParseResult arguments);
}
