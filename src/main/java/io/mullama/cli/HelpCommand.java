package io.mullama.cli;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Specs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama help}: what the commands do. Immutable. */
final class HelpCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("help", "Show what mullama or one of its commands does.", examples())
                .addPositional(Specs.optionalParameter("0", "COMMAND", "The command to read about."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama help", "List the commands."),
                new Example("mullama help run", "Read about one of them."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        @Nullable String name = arguments.matchedPositionalValue(0, null);
        if (name == null) {
            return MullamaCli.usage(context, Commands.all());
        }
        Command command = Commands.find(name).orElseThrow(() -> UsageErrors.unknownCommand(name));
        return MullamaCli.usage(context, Commands.below(command));
    }
}
