package io.mullama.cli.daemon;

import io.mullama.api.Json;
import io.mullama.api.ModelList;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama ps}: the models that are loaded. Immutable. */
public final class PsCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("ps", "List the models that are loaded, and until when.", examples())
                .addOption(Specs.flag("--json", "Print JSON: the loaded ones of GET /api/models."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama ps", "Show what is in memory."),
                new Example("mullama ps --json", "The same for programs."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        ModelList loaded = LoadedModels.of(context.connector().connect().models());
        context.console()
                .print(
                        Specs.has(arguments, "--json")
                                ? Json.pretty(loaded.toJson()) + "\n"
                                : LoadedModels.table(
                                        loaded, context.environment().clock().instant()));
        return ExitCodes.SUCCESS;
    }
}
