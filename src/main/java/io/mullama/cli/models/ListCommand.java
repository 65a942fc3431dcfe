package io.mullama.cli.models;

import io.mullama.api.Json;
import io.mullama.api.ModelEntry;
import io.mullama.api.ModelList;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.client.DaemonClient;
import io.mullama.terminal.HumanNumbers;
import io.mullama.terminal.HumanTime;
import io.mullama.terminal.Table;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama list}: the models that can be run. Immutable. */
public final class ListCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command("list", "List the models that can be run.", examples());
        spec.aliases("ls");
        return spec.addPositional(
                        Specs.optionalParameter("0", "PREFIX", "Show the models whose names begin like this only."))
                .addOption(
                        Specs.flag("--all", "Show those that other programs have downloaded too, and whose they are."))
                .addOption(Specs.flag("--json", "Print JSON, as GET /api/models answers."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama list", "Show each model with its size."),
                new Example("mullama ls qwen", "Show those whose names begin with qwen."),
                new Example("mullama ls --all", "Show what other programs have downloaded too."),
                new Example("mullama ls --json", "The same for programs."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        boolean all = Specs.has(arguments, "--all");
        DaemonClient daemon = context.connector().connect();
        ModelList models =
                beginningWith(arguments.matchedPositionalValue(0, ""), all ? daemon.allModels() : daemon.models());
        if (Specs.has(arguments, "--json")) {
            context.console().println(Json.pretty(models.toJson()));
            return ExitCodes.SUCCESS;
        }
        Instant now = context.environment().clock().instant();
        context.console().print(all ? tableOfAll(models, now) : table(models, now));
        return ExitCodes.SUCCESS;
    }

    private static ModelList beginningWith(String prefix, ModelList models) {
        return new ModelList(models.models().stream()
                .filter(ModelEntry::isHere)
                .filter(model -> model.alias().regionMatches(true, 0, prefix, 0, prefix.length()))
                .toList());
    }

    private static String table(ModelList models, Instant now) {
        Table table = Table.of("NAME", "SIZE", "QUANTIZATION", "PARAMETERS", "MODIFIED");
        for (ModelEntry model : models.models()) {
            table = table.with(
                    model.alias(), size(model), model.quantization(), parameters(model), modified(now, model));
        }
        return table.text();
    }

    private static String tableOfAll(ModelList models, Instant now) {
        Table table = Table.of("NAME", "SIZE", "QUANTIZATION", "PARAMETERS", "MODIFIED", "SOURCE");
        for (ModelEntry model : models.models()) {
            table = table.with(
                    model.alias(),
                    size(model),
                    model.quantization(),
                    parameters(model),
                    modified(now, model),
                    model.origin());
        }
        return table.text();
    }

    private static String size(ModelEntry model) {
        return HumanNumbers.size(model.sizeBytes());
    }

    private static String parameters(ModelEntry model) {
        return HumanNumbers.count(model.parameters());
    }

    private static String modified(Instant now, ModelEntry model) {
        Instant at = model.modifiedAt();
        return at == null ? "" : HumanTime.relative(now, at);
    }
}
