package io.mullama.cli.daemon;

import io.mullama.api.ModelEntry;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.client.DaemonClient;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama unload}: frees the memory of models. Immutable. */
public final class UnloadCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("unload", "Free the memory of models, once nobody uses them.", examples())
                .addPositional(Specs.parameters("0..*", 0, "MODEL", "A model that is loaded."))
                .addOption(Specs.flag("-a", "--all", "Every model that is loaded."))
                .addOption(Specs.flag("-q", "--quiet", "Show nothing but errors."))
                .addOption(Specs.flag(
                        "--json", "Print a line of JSON for each, as POST /api/models/NAME/unload answers."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama unload tiny", "Free one model's memory."),
                new Example("mullama unload --all", "Free all of it; the daemon goes on."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        List<String> models = arguments.matchedPositionalValue(0, List.of());
        boolean all = Specs.has(arguments, "--all");
        if (models.isEmpty() != all) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    all ? "--all and the names of models do not go together" : "no model is named",
                    "name models, or give --all alone; 'mullama ps' lists what is loaded");
        }
        Unloading.Output output = output(arguments);
        return all ? unloadAll(context, output) : Unloading.run(context, models, output);
    }

    private static Unloading.Output output(ParseResult arguments) {
        if (Specs.has(arguments, "--json")) {
            return Unloading.Output.JSON;
        }
        return Specs.has(arguments, "--quiet") ? Unloading.Output.NOTHING : Unloading.Output.LINES;
    }

    private static int unloadAll(CliContext context, Unloading.Output output) {
        DaemonClient daemon;
        try {
            daemon = context.connector().running();
        } catch (MullamaException e) {
            if (e.code() != ErrorCode.DAEMON_UNREACHABLE || !context.connector().isHere()) {
                throw e;
            }
            // Without a daemon nothing is loaded, as was asked for.
            return ExitCodes.SUCCESS;
        }
        List<String> loaded = new ArrayList<>();
        for (ModelEntry model : daemon.models().models()) {
            if (model.loaded()) {
                loaded.add(model.alias());
            }
        }
        return Unloading.run(context, daemon, loaded, output);
    }
}
