package io.mullama.cli.daemon;

import io.mullama.api.Json;
import io.mullama.api.LoadRequest;
import io.mullama.api.LoadResponse;
import io.mullama.api.ModelDetails;
import io.mullama.api.WarnedAnswer;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.ModelArgument;
import io.mullama.cli.command.Specs;
import io.mullama.cli.command.WaitingLine;
import io.mullama.cli.models.ModelPull;
import io.mullama.client.DaemonClient;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.terminal.HumanNumbers;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama load}: brings a model into memory before somebody asks it anything. Immutable. */
public final class LoadCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("load", "Load a model into memory, so that its first answer comes at once.", examples())
                .addPositional(Specs.parameter("0", "MODEL", "The model; it is pulled where it is not here yet."))
                .addOption(Specs.option(
                        "--keep-alive",
                        "DURATION",
                        String.class,
                        "How long it stays when nobody uses it: 30s, 1h, or -1 for ever. The default is the daemon's"
                                + " setting."))
                .addOption(Specs.option(
                        "--context-size",
                        "NUMBER",
                        Integer.class,
                        "Tokens that one request may use. The default is the daemon's setting."))
                .addOption(Specs.option(
                        "--gpu-layers",
                        "NUMBER",
                        Integer.class,
                        "Layers to keep on the GPU. The default is the daemon's setting."))
                .addOption(Specs.option(
                        "--alias",
                        "ALIAS",
                        String.class,
                        "The name that it goes by until it is unloaded. The default is its own."))
                .addOption(Specs.flag("--default", "Make it the model of requests that name none."))
                .addOption(Specs.flag("-q", "--quiet", "Show nothing but errors."))
                .addOption(Specs.flag("--json", "Print JSON, as POST /api/models/load answers."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama load tiny", "Load a model."),
                new Example("mullama load qwen2.5:7b --keep-alive -1", "Load it, and keep it until it is unloaded."),
                new Example(
                        "mullama load tiny --context-size 512 --alias short", "Load it otherwise, by another name."),
                new Example("mullama load ./some.gguf --alias mine", "Load a model file where it lies."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        String model = ModelArgument.resolve(arguments.matchedPositionalValue(0, ""));
        LoadRequest request = request(model, arguments);
        return ModelPull.ifMissing(
                context, model, Specs.has(arguments, "--quiet"), () -> load(context, model, request, arguments));
    }

    private static LoadRequest request(String model, ParseResult arguments) {
        String alias = arguments.matchedOptionValue("--alias", null);
        return new LoadRequest(
                alias == null ? model : alias,
                alias == null ? null : model,
                arguments.matchedOptionValue("--gpu-layers", null),
                arguments.matchedOptionValue("--context-size", null),
                null,
                Specs.has(arguments, "--default"),
                arguments.matchedOptionValue("--keep-alive", null));
    }

    private static int load(CliContext context, String model, LoadRequest request, ParseResult arguments) {
        DaemonClient daemon = context.connector().connect();
        // The route would pull what is missing without telling how far it is.
        ModelDetails details = daemon.model(model);
        boolean json = Specs.has(arguments, "--json");
        boolean quiet = Specs.has(arguments, "--quiet");
        Console console = context.console();
        String waiting =
                "loading " + model + ", " + HumanNumbers.size(details.entry().sizeBytes());
        try {
            WarnedAnswer<LoadResponse> loaded =
                    WaitingLine.during(context, waiting, json || quiet, () -> daemon.load(request));
            print(console, Objects.requireNonNull(loaded), json, quiet);
        } catch (MullamaException e) {
            if (e.code() != ErrorCode.MODEL_ALREADY_LOADED || !isPlain(model, request) || json) {
                throw e;
            }
            console.print(quiet ? "" : model + " is loaded already\n");
        }
        return ExitCodes.SUCCESS;
    }

    /** Whether it does not matter how the model is loaded. */
    private static boolean isPlain(String model, LoadRequest request) {
        return request.equals(new LoadRequest(model, null, null, null, null, false, null));
    }

    private static void print(Console console, WarnedAnswer<LoadResponse> loaded, boolean json, boolean quiet) {
        if (json) {
            console.println(Json.pretty(loaded.toJson()));
            return;
        }
        LoadResponse model = loaded.answer();
        if (!quiet) {
            console.println("loaded " + model.alias() + ": a context of " + model.contextSize() + " tokens, "
                    + layers(model.gpuLayers()));
        }
        loaded.warnings().forEach(console::tell);
    }

    private static String layers(int count) {
        if (count == 0) {
            return "on the processor";
        }
        return count < 0 ? "all layers on the GPU" : count + (count == 1 ? " layer" : " layers") + " on the GPU";
    }
}
