package io.mullama.cli;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Specs;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama help}: what the commands do. Immutable. */
final class HelpCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("help", "Show what mullama or one of its commands does.", examples())
                .addPositional(Specs.parameters("0..*", 0, "COMMAND", "The command to read about."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama help", "List the commands."),
                new Example("mullama help run", "Read about one of them."),
                new Example("mullama help daemon start", "Read about one below another."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        List<String> names = arguments.matchedPositionalValue(0, List.of());
        if (names.isEmpty()) {
            return MullamaCli.usage(context, Commands.all());
        }
        String first = names.get(0);
        CommandLine line = Commands.below(Commands.find(first).orElseThrow(() -> UsageErrors.unknownCommand(first)));
        for (String name : names.subList(1, names.size())) {
            CommandLine below = line.getSubcommands().get(name);
            if (below == null) {
                throw UsageErrors.unknownBelow(line.getCommandSpec(), name);
            }
            line = below;
        }
        return MullamaCli.usage(context, line);
    }
}
