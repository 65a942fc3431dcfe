package io.mullama.cli;

import io.mullama.api.Json;
import io.mullama.api.ModelEntry;
import io.mullama.api.ModelList;
import io.mullama.terminal.HumanNumbers;
import io.mullama.terminal.HumanTime;
import io.mullama.terminal.Table;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama list}: the models that can be run. Immutable. */
final class ListCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command("list", "List the models that can be run.", examples());
        spec.aliases("ls");
        return spec.addOption(Specs.flag("--json", "Print JSON, as GET /api/models answers."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama list", "Show each model with its size."),
                new Example("mullama ls --json", "The same for programs."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        ModelList models = context.connector().connect().models();
        if (Specs.has(arguments, "--json")) {
            context.console().println(Json.pretty(models.toJson()));
            return ExitCodes.SUCCESS;
        }
        Table table = Table.of("NAME", "SIZE", "QUANTIZATION", "PARAMETERS", "MODIFIED");
        for (ModelEntry model : models.models()) {
            table = table.with(
                    model.alias(),
                    HumanNumbers.size(model.sizeBytes()),
                    model.quantization(),
                    HumanNumbers.count(model.parameters()),
                    modified(context.environment().clock().instant(), model));
        }
        context.console().print(table.text());
        return ExitCodes.SUCCESS;
    }

    private static String modified(Instant now, ModelEntry model) {
        Instant at = model.modifiedAt();
        return at == null ? "" : HumanTime.relative(now, at);
    }
}
