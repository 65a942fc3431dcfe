package io.mullama.cli.answers;

import io.mullama.api.AnswerPiece;
import io.mullama.api.ChatMessage;
import io.mullama.api.ChatRequest;
import io.mullama.api.GenerateRequest;
import io.mullama.api.Statistics;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ExitCodes;
import io.mullama.client.AnswerStream;
import io.mullama.client.DaemonClient;
import io.mullama.terminal.ThoughtText;
import java.util.ArrayList;
import java.util.List;

/** Asks once, and prints the answer while it is generated. Used by one thread. */
final class OneAnswer {
    private final Console console;
    private final CliContext context;
    private final RunArguments arguments;

    OneAnswer(CliContext context, RunArguments arguments) {
        this.console = context.console();
        this.context = context;
        this.arguments = arguments;
    }

    int print(String prompt) {
        DaemonClient client = context.connector().connect();
        try (AnswerStream<? extends AnswerPiece> answer = ask(client, prompt)) {
            // Closing the connection is how the daemon learns that nobody waits any more. Nothing else may happen on
            // an interrupt: the console may be held by a write that a full pipe keeps from ending.
            context.environment().interrupts().during(() -> print(answer), answer::close);
        }
        return ExitCodes.SUCCESS;
    }

    private AnswerStream<? extends AnswerPiece> ask(DaemonClient client, String prompt) {
        if (arguments.raw()) {
            return client.generate(new GenerateRequest(
                    arguments.model(), prompt, null, null, true, true, arguments.answer(), arguments.options()));
        }
        List<ChatMessage> messages = new ArrayList<>(2);
        if (arguments.system() != null) {
            messages.add(ChatMessage.system(arguments.system()));
        }
        messages.add(ChatMessage.user(prompt));
        return client.chat(
                new ChatRequest(arguments.model(), messages, false, true, arguments.answer(), arguments.options()));
    }

    private void print(AnswerStream<? extends AnswerPiece> answer) {
        ThoughtText thoughts = new ThoughtText(console.theme());
        boolean watched = console.streams().outTerminal();
        for (AnswerPiece piece = answer.next(); piece != null; piece = answer.next()) {
            // A program that reads the answer wants nothing else.
            console.print(watched ? thoughts.of(piece.thinking(), piece.text()) : piece.text());
            Statistics statistics = piece.statistics();
            if (statistics != null) {
                end(statistics);
            }
        }
    }

    private void end(Statistics statistics) {
        console.endLine();
        Figures.shortness(statistics, arguments.options().maxTokens()).ifPresent(console::tell);
        if (arguments.verbose()) {
            Figures.lines(statistics).forEach(console::note);
        }
    }
}
