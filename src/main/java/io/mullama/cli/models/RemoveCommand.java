package io.mullama.cli.models;

import io.mullama.api.Json;
import io.mullama.api.ModelChange;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ErrorReporter;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.ModelArgument;
import io.mullama.cli.command.Specs;
import io.mullama.client.DaemonClient;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama rm}: deletes models. Immutable. */
public final class RemoveCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("rm", "Delete models; a file goes with the last name that uses it.", examples())
                .addPositional(Specs.parameters(
                        "0..*", 1, "MODEL", "The names of the models; one that is loaded is unloaded first."))
                .addOption(Specs.flag("-q", "--quiet", "Show nothing but errors."))
                .addOption(Specs.flag("--json", "Print a line of JSON for each, as DELETE /api/models/NAME answers."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama rm qwen2.5:7b", "Delete a model."),
                new Example("mullama rm helper llama3.2:1b", "Delete several."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        List<String> models = arguments.matchedPositionalValue(0, List.of());
        DaemonClient daemon = context.connector().connect();
        int exit = ExitCodes.SUCCESS;
        for (String model : models) {
            try {
                report(context.console(), arguments, daemon.delete(ModelArgument.resolve(model)));
            } catch (MullamaException e) {
                if (models.size() == 1 || e.code() == ErrorCode.DAEMON_UNREACHABLE) {
                    throw e;
                }
                context.console().error(ErrorReporter.line(e));
                exit = exit == ExitCodes.SUCCESS ? ExitCodes.of(e.code()) : exit;
            }
        }
        return exit;
    }

    private static void report(Console console, ParseResult arguments, ModelChange change) {
        if (Specs.has(arguments, "--json")) {
            console.println(Json.text(change.toJson()));
        } else if (!Specs.has(arguments, "--quiet")) {
            console.println("deleted " + change.alias());
        }
    }
}
