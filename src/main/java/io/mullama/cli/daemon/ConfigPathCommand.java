package io.mullama.cli.daemon;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama config path}: where the file is. Immutable. */
final class ConfigPathCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("path", "Print where config.toml is.", examples());
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama config path", "Print the path, whether or not there is such a file yet."),
                new Example("$EDITOR \"$(mullama config path)\"", "Edit it."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        context.console().println(context.directories().configFile().toString());
        return ExitCodes.SUCCESS;
    }
}
