package io.mullama.cli.answers;

import io.mullama.api.ChatSetup;
import io.mullama.api.Statistics;
import io.mullama.cli.chats.ChatRecorder;
import io.mullama.cli.chats.LastTurn;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.Environment;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.models.ModelPull;
import io.mullama.cli.repl.Repl;
import io.mullama.cli.repl.ReplSettings;
import io.mullama.cli.repl.session.ChatSettings;
import io.mullama.cli.repl.session.Preferences;
import io.mullama.cli.repl.session.Surroundings;
import io.mullama.client.DaemonClient;
import io.mullama.client.DaemonConnector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Opens a conversation in the terminal. Stateless. */
final class Conversation {
    private Conversation() {}

    /** One that goes on where the recorder's stopped; a model that is not here is brought here first. */
    static int start(CliContext context, String model, RunArguments arguments, ChatRecorder recorder) {
        context.directories().create();
        KeptChat kept = new KeptChat(recorder);
        ReplSettings settings = new ReplSettings(
                new ChatSettings(arguments.setup()).withModel(model),
                kept.exchanges(),
                preferences(arguments.output(), recorder.saving()),
                surroundings(context),
                kept);
        Console console = context.console();
        console.print(LastTurn.text(recorder, context.environment().clock().instant(), console.theme()));
        DaemonConnector daemon = context.connector();
        // What the connector asks, it asks at the first connection: later the terminal is the conversation's.
        DaemonClient unused = daemon.connect();
        return ModelPull.ifMissing(
                context, model, arguments.output().quiet(), () -> converse(settings, daemon::connect));
    }

    private static int converse(ReplSettings settings, Supplier<DaemonClient> daemon) {
        Repl.converse(settings, Conversation::notes, daemon);
        return ExitCodes.SUCCESS;
    }

    private static Preferences preferences(OutputArguments output, boolean saving) {
        return new Preferences(output.markdown(), output.wrap(), output.hideThinking(), output.verbose(), saving);
    }

    private static Surroundings surroundings(CliContext context) {
        Environment environment = context.environment();
        return new Surroundings(
                environment.variables(),
                Path.of("").toAbsolutePath(),
                environment.userHome(),
                context.directories().history(),
                context.directories().namesFile(),
                environment.clock(),
                context.console().theme());
    }

    private static List<String> notes(Statistics statistics, ChatSetup setup, boolean verbose) {
        List<String> lines = new ArrayList<>();
        Figures.shortness(statistics, setup.options().maxTokens()).ifPresent(lines::add);
        if (verbose) {
            lines.addAll(Figures.lines(statistics));
        }
        return lines;
    }
}
