package io.mullama.cli.repl.session;

import io.mullama.api.ChatResponse;
import io.mullama.client.AnswerStream;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * An answer that was asked for, on a thread of its own: whoever waits for it can be let go at once, also while the daemon
 * does not even take the request. Thread-safe.
 */
final class AskedAnswer {
    private final CompletableFuture<AnswerStream<ChatResponse>> answer = new CompletableFuture<>();

    AskedAnswer(Supplier<AnswerStream<ChatResponse>> asking) {
        Thread thread = new Thread(() -> ask(asking), "mullama-ask");
        thread.setDaemon(true);
        thread.start();
    }

    private void ask(Supplier<AnswerStream<ChatResponse>> asking) {
        try {
            AnswerStream<ChatResponse> begun = asking.get();
            if (!answer.complete(begun)) {
                begun.close();
            }
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    /** Waits until it begins; one that is closed meanwhile meets {@link ErrorCode#INTERRUPTED}. */
    AnswerStream<ChatResponse> begun() {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Stops it, whether it has begun or not. */
    void close() {
        boolean waiting = answer.completeExceptionally(new MullamaException(ErrorCode.INTERRUPTED, "interrupted"));
        if (!waiting && !answer.isCompletedExceptionally()) {
            answer.join().close();
        }
    }
}
