package io.mullama.sdk;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Collects what LangChain4j tells of a stream. Thread-safe. */
final class LangChain4jStream implements StreamingChatResponseHandler {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> pieces = new CopyOnWriteArrayList<>();
    private final CompletableFuture<StreamingHandle> begun = new CompletableFuture<>();
    private final CompletableFuture<ChatResponse> response = new CompletableFuture<>();

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        pieces.add(piece.text());
        begun.complete(context.streamingHandle());
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
        response.complete(complete);
    }

    @Override
    public void onError(Throwable error) {
        begun.completeExceptionally(error);
        response.completeExceptionally(error);
    }

    List<String> pieces() {
        return pieces;
    }

    /** Waits for the first piece; gives what cancels the rest. */
    StreamingHandle begun() throws Exception {
        return begun.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Waits for the end. */
    ChatResponse response() {
        return response.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
