package io.mullama.cli.daemon;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Specs;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama config}: the settings, without a daemon. Immutable. */
public final class ConfigCommand implements Command {
    @Override
    public CommandSpec spec() {
        return ConfigList.addTo(Specs.command("config", "Show the settings, or change those in the file.", examples()));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama config", "Show every setting, and where its value comes from."),
                new Example("mullama config set keep_alive 1h", "Set one in config.toml."),
                new Example("mullama config unset keep_alive", "Take that back."));
    }

    @Override
    public List<Command> subcommands() {
        return List.of(
                new ConfigListCommand(),
                new ConfigGetCommand(),
                new ConfigSetCommand(),
                new ConfigUnsetCommand(),
                new ConfigPathCommand());
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        return ConfigList.print(context, arguments);
    }
}
