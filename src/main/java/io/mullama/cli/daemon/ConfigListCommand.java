package io.mullama.cli.daemon;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Specs;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama config list}: all of them. Immutable. */
final class ConfigListCommand implements Command {
    @Override
    public CommandSpec spec() {
        return ConfigList.addTo(
                Specs.command("list", "Show every setting, its value, and where that comes from.", examples()));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama config list", "Show every setting."),
                new Example("mullama config list --json", "The same for programs."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        return ConfigList.print(context, arguments);
    }
}
