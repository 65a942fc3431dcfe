package io.mullama.cli.answers;

import io.mullama.api.Statistics;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.ErrorReporter;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.repl.Repl;
import io.mullama.cli.repl.ReplSettings;
import io.mullama.cli.repl.ReplTexts;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;

/** Opens a conversation in the terminal. Stateless. */
final class Conversation {
    private Conversation() {}

    static int start(CliContext context, RunArguments arguments) {
        context.directories().create();
        ReplSettings settings = new ReplSettings(
                arguments.model(),
                arguments.system(),
                arguments.answer(),
                arguments.options(),
                context.directories().home().resolve("history"),
                context.console().theme().colours());
        Repl.converse(settings, new Texts(arguments), context.connector()::connect);
        return ExitCodes.SUCCESS;
    }

    private record Texts(RunArguments arguments) implements ReplTexts {
        @Override
        public String error(MullamaException error) {
            return ErrorReporter.line(error);
        }

        @Override
        public List<String> after(Statistics statistics) {
            List<String> lines = new ArrayList<>();
            Figures.shortness(statistics, arguments.options().maxTokens()).ifPresent(lines::add);
            if (arguments.verbose()) {
                lines.addAll(Figures.lines(statistics));
            }
            return lines;
        }
    }
}
