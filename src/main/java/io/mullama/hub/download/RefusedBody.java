package io.mullama.hub.download;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads nothing of an answer that is not wanted, which may be a whole model. Thread-safe. */
final class RefusedBody implements BodySubscriber<Void> {
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

    @Override
    public CompletionStage<Void> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.cancel();
        end.complete(null);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {}

    @Override
    public void onError(Throwable error) {
        end.complete(null);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
