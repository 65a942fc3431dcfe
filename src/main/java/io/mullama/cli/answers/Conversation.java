package io.mullama.cli.answers;

import io.mullama.api.ChatSetup;
import io.mullama.api.Statistics;
import io.mullama.cli.chats.ChatRecorder;
import io.mullama.cli.chats.LastTurn;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.Environment;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.repl.Repl;
import io.mullama.cli.repl.ReplSettings;
import io.mullama.cli.repl.session.ChatSettings;
import io.mullama.cli.repl.session.Preferences;
import io.mullama.cli.repl.session.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens a conversation in the terminal. Stateless. */
final class Conversation {
    private Conversation() {}

    /** One that goes on where the recorder's stopped. */
    static int start(CliContext context, String model, RunArguments arguments, ChatRecorder recorder) {
        context.directories().create();
        ReplSettings settings = new ReplSettings(
                chat(model, arguments),
                recorder.messages(),
                preferences(arguments.output(), recorder.saving()),
                surroundings(context),
                new KeptChat(recorder));
        Console console = context.console();
        console.print(LastTurn.text(recorder, context.environment().clock().instant(), console.theme()));
        Repl.converse(settings, Conversation::notes, context.connector()::connect);
        return ExitCodes.SUCCESS;
    }

    private static ChatSettings chat(String model, RunArguments arguments) {
        ChatSettings chat =
                new ChatSettings(new ChatSetup(model, arguments.system(), arguments.answer(), arguments.options()));
        return arguments.contextSize() == null
                ? chat
                : chat.with(
                        ChatSettings.CONTEXT_SIZE,
                        List.of(arguments.contextSize().toString()));
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
