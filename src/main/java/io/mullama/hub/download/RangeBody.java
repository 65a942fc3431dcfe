package io.mullama.hub.download;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Hands the bytes of an answer to a span as they come, on the client's threads. Thread-safe. */
final class RangeBody implements BodySubscriber<Void> {
    private final Span span;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private volatile long lastBytesNanos = System.nanoTime();

    RangeBody(Span span) {
        this.span = span;
    }

    @Override
    public CompletionStage<Void> getBody() {
        return end;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription to) {
        subscription = to;
        lastBytesNanos = System.nanoTime();
        if (end.isDone()) {
            to.cancel();
        } else {
            to.request(1);
        }
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        if (end.isDone() || subscription == null) {
            return;
        }
        if (span.isDone()) {
            // More than was asked for.
            subscription.cancel();
            end.complete(null);
            return;
        }
        lastBytesNanos = System.nanoTime();
        try {
            for (ByteBuffer buffer : buffers) {
                span.take(buffer);
            }
        } catch (IOException | RuntimeException e) {
            stop(new DiskException(e));
            return;
        }
        // Also after the last byte: the end of the answer frees the connection for the next request.
        subscription.request(1);
    }

    @Override
    public synchronized void onError(Throwable error) {
        if (span.isDone()) {
            end.complete(null);
        } else {
            end.completeExceptionally(error);
        }
    }

    @Override
    public synchronized void onComplete() {
        if (span.isDone()) {
            end.complete(null);
        } else {
            end.completeExceptionally(new IOException("the answer ended early"));
        }
    }

    /** How long nothing has come, in nanoseconds. */
    long silenceNanos() {
        return System.nanoTime() - lastBytesNanos;
    }

    /** Takes no more bytes, and lets whoever waits for the end meet that error. */
    synchronized void stop(IOException reason) {
        if (span.isDone()) {
            end.complete(null);
        } else {
            end.completeExceptionally(reason);
        }
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
