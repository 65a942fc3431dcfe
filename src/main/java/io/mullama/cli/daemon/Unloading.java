package io.mullama.cli.daemon;

import io.mullama.api.Json;
import io.mullama.api.ModelChange;
import io.mullama.api.WarnedAnswer;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ErrorReporter;
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
        return run(context, daemon(context, models.get(0)), models, output);
    }

    /** Goes on with the others where one cannot be unloaded; the exit code is that of the first failure. */
    static int run(CliContext context, DaemonClient daemon, List<String> models, Output output) {
        int exit = ExitCodes.SUCCESS;
        for (String model : models) {
            try {
                unload(context, daemon, ModelArgument.resolve(model), output);
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

    private static DaemonClient daemon(CliContext context, String model) {
        try {
            return context.connector().running();
        } catch (MullamaException e) {
            if (e.code() != ErrorCode.DAEMON_UNREACHABLE || !context.connector().isHere()) {
                throw e;
            }
            throw new MullamaException(
                            e.code(),
                            "'" + model + "' is not loaded: " + e.getMessage(),
                            e.hint().orElse(""))
                    .causedBy(e);
        }
    }

    private static void unload(CliContext context, DaemonClient daemon, String model, Output output) {
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
