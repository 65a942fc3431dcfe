package io.mullama.engine;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A generation under way, between the thread that asked and the decode thread. Thread-safe. */
public final class Generation {
    private final GenerationRequest request;
    private final Runnable onCancel;
    private final long submittedNanos = System.nanoTime();
    private final BlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();
    private volatile boolean cancelled;

    /** {@code onCancel} runs on the cancelling thread, after the generation says that it is cancelled. */
    public Generation(GenerationRequest request, Runnable onCancel) {
        this.request = request;
        this.onCancel = onCancel;
    }

    /** The next event; null if none comes in that time. */
    public @Nullable GenerationEvent poll(Duration patience) throws InterruptedException {
        return events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Stops the work within a step; does nothing to what has ended. */
    public void cancel() {
        cancelled = true;
        onCancel.run();
    }

    boolean isCancelled() {
        return cancelled;
    }

    GenerationRequest request() {
        return request;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - submittedNanos);
    }

    /** Passes an event to the thread that asked. */
    public void emit(GenerationEvent event) {
        events.add(event);
    }
}
