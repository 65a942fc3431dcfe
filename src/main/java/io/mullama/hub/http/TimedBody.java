package io.mullama.hub.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** A body that has to come to its end in time; a request's own limit is met once the head is there. Thread-safe. */
public final class TimedBody<T> implements BodySubscriber<T> {
    private final BodySubscriber<T> body;
    private final Duration limit;

    public TimedBody(BodySubscriber<T> body, Duration limit) {
        this.body = body;
        this.limit = limit;
    }

    @Override
    public CompletionStage<T> getBody() {
        return body.getBody();
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription subscription) {
        body.onSubscribe(subscription);
        CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    subscription.cancel();
                    // No use where it has ended.
                    onError(new IOException("the answer did not come to its end"));
                });
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> bytes) {
        body.onNext(bytes);
    }

    @Override
    public synchronized void onError(Throwable error) {
        body.onError(error);
    }

    @Override
    public synchronized void onComplete() {
        body.onComplete();
    }
}
