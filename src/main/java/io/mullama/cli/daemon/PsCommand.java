package io.mullama.cli.daemon;

import io.mullama.api.Json;
import io.mullama.api.ModelEntry;
import io.mullama.api.ModelList;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.terminal.HumanNumbers;
import io.mullama.terminal.HumanTime;
import io.mullama.terminal.Table;
import java.time.Instant;
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
        ModelList all = context.connector().connect().models();
        ModelList loaded =
                new ModelList(all.models().stream().filter(ModelEntry::loaded).toList());
        if (Specs.has(arguments, "--json")) {
            context.console().println(Json.pretty(loaded.toJson()));
            return ExitCodes.SUCCESS;
        }
        Table table = Table.of("NAME", "SIZE", "QUANTIZATION", "CONTEXT", "REQUESTS", "UNTIL");
        for (ModelEntry model : loaded.models()) {
            table = table.with(
                    model.alias(),
                    HumanNumbers.size(model.sizeBytes()),
                    model.quantization(),
                    Integer.toString(model.contextSize()),
                    Integer.toString(model.activeRequests()),
                    until(context.environment().clock().instant(), model));
        }
        context.console().print(table.text());
        return ExitCodes.SUCCESS;
    }

    private static String until(Instant now, ModelEntry model) {
        Instant at = model.expiresAt();
        if (model.activeRequests() > 0) {
            return "in use";
        }
        return at == null ? "for ever" : HumanTime.relative(now, at);
    }
}
