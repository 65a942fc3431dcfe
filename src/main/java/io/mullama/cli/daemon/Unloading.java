package io.mullama.cli.daemon;

import io.mullama.api.Json;
import io.mullama.api.ModelChange;
import io.mullama.api.WarnedAnswer;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.ModelArgument;
import io.mullama.client.DaemonClient;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;

/** Frees the memory of models, one after the other. Stateless. */
final class Unloading {
    /** What is printed of each. */
    enum Output {
        LINES,
        JSON,
        NOTHING
    }

    private Unloading() {}

    /** Models that are named. No daemon is started: where none runs, nothing is loaded. */
    static int run(CliContext context, List<String> models, Output output) {
        DaemonClient daemon = daemon(context, models.get(0));
        for (String model : models) {
            unload(context, daemon, ModelArgument.resolve(model), output);
        }
        return ExitCodes.SUCCESS;
    }

    private static DaemonClient daemon(CliContext context, String model) {
        try {
            return context.connector().running();
        } catch (MullamaException e) {
            if (e.code() != ErrorCode.DAEMON_UNREACHABLE || context.isElsewhere()) {
                throw e;
            }
            throw new MullamaException(
                            e.code(),
                            "'" + model + "' is not loaded: " + e.getMessage(),
                            e.hint().orElse(""))
                    .causedBy(e);
        }
    }

    /** One model, once nobody uses it. */
    static void unload(CliContext context, DaemonClient daemon, String model, Output output) {
        try {
            print(context.console(), daemon.unload(model), output);
        } catch (MullamaException e) {
            if (e.code() != ErrorCode.MODEL_NOT_LOADED) {
                throw e;
            }
            throw new MullamaException(e.code(), e.getMessage(), "'mullama ps' lists what is").causedBy(e);
        }
    }

    private static void print(Console console, WarnedAnswer<ModelChange> answer, Output output) {
        if (output == Output.JSON) {
            console.println(Json.text(answer.toJson()));
            return;
        }
        if (output == Output.LINES) {
            console.println("unloaded " + answer.answer().alias());
        }
        answer.warnings().forEach(console::tell);
    }
}
