package io.mullama.cli.answers;

import io.mullama.api.AnswerPiece;
import io.mullama.api.Statistics;
import io.mullama.cli.chats.ChatRecorder;
import io.mullama.cli.chats.TurnUnderWay;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.WaitingLine;
import io.mullama.client.AnswerStream;
import io.mullama.model.MullamaException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks once, and prints the answer while it is generated. Used by one thread, but for interrupts. */
final class OneAnswer {
    /** How long an interrupt waits for the last line in a terminal. */
    private static final long LAST_LINE_MS = 1000;

    private final CliContext context;
    private final Console console;
    private final RunArguments arguments;
    private final ChatRecorder chat;

    OneAnswer(CliContext context, RunArguments arguments, ChatRecorder chat) {
        this.context = context;
        this.console = context.console();
        this.arguments = arguments;
        this.chat = chat;
    }

    int print(String prompt) {
        PromptRequest request = new PromptRequest(arguments, prompt, chat.messages());
        TurnUnderWay turn = new TurnUnderWay(chat, prompt);
        CountDownLatch ended = new CountDownLatch(1);
        try (AnswerStream<? extends AnswerPiece> answer =
                request.ask(context.connector().connect())) {
            context.environment()
                    .interrupts()
                    .during(() -> print(answer, turn, ended), () -> interrupted(answer, ended));
        }
        turn.end();
        return ExitCodes.SUCCESS;
    }

    /** Closing the connection is how the daemon learns that nobody waits any more. */
    private void interrupted(AnswerStream<? extends AnswerPiece> answer, CountDownLatch ended) {
        answer.close();
        if (console.streams().outTerminal()) {
            // Not for ever: the output may be held by a terminal that was told to stop.
            await(ended);
        }
    }

    private void print(AnswerStream<? extends AnswerPiece> answer, TurnUnderWay turn, CountDownLatch ended) {
        boolean quiet = arguments.output().quiet();
        try (AnswerOutput output = AnswerOutput.of(context, arguments)) {
            AnswerPiece first =
                    WaitingLine.<AnswerPiece>during(context, "Waiting for " + arguments.model(), quiet, answer::next);
            print(first, answer, output, turn);
        } finally {
            ended.countDown();
        }
    }

    private void print(
            @Nullable AnswerPiece first,
            AnswerStream<? extends AnswerPiece> answer,
            AnswerOutput output,
            TurnUnderWay turn) {
        Statistics statistics = null;
        try {
            for (AnswerPiece piece = first; piece != null; piece = answer.next()) {
                turn.add(piece);
                output.print(piece, answer.line());
                statistics = piece.statistics();
            }
        } catch (MullamaException e) {
            output.end();
            throw e;
        }
        output.end();
        console.endLine();
        if (statistics != null) {
            tell(statistics, answer);
        }
    }

    /** What there is to say beside the answer. */
    private void tell(Statistics statistics, AnswerStream<? extends AnswerPiece> answer) {
        if (!arguments.output().json()) {
            answer.warnings().forEach(console::tell);
            Figures.shortness(statistics, arguments.options().maxTokens()).ifPresent(console::tell);
        }
        if (arguments.output().verbose()) {
            Figures.lines(statistics).forEach(console::note);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            boolean unused = latch.await(LAST_LINE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
