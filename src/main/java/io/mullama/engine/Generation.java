package io.mullama.engine;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A generation under way, between the thread that asked and the decode thread. Thread-safe. */
public final class Generation {
    /**
     * Bytes that may wait for their reader: a whole answer of any length that people read, and no more than a daemon
     * can bear from hundreds of clients that read nothing.
     */
    static final long MOST_WAITING_BYTES = 1 << 20;

    private final GenerationRequest request;
    private final Runnable onCancel;
    private final long submittedNanos = System.nanoTime();
    private final BlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile int cachedPromptTokens;
    private volatile int[] answer = {};
    private volatile boolean cancelled;
    private volatile boolean overflowed;
    private volatile @Nullable Duration took;
    private volatile @Nullable Duration waited;

    /** Guarded by this, as is the last event. */
    private Consumer<GenerationEvent> listener = event -> {};

    private @Nullable GenerationEvent last;

    /** {@code onCancel} runs on the cancelling thread, after the generation says that it is cancelled. */
    public Generation(GenerationRequest request, Runnable onCancel) {
        this.request = request;
        this.onCancel = onCancel;
    }

    /** The next event; null if none comes in that time. */
    public @Nullable GenerationEvent poll(Duration patience) throws InterruptedException {
        GenerationEvent event = events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (event != null) {
            waitingBytes.addAndGet(-event.sizeBytes());
        }
        return event;
    }

    /**
     * Has every event from now on told to a listener too, once it can be polled; the end also when it was before. That
     * runs on the decode thread, so it must be quick; it takes the place of the listener before.
     */
    public void listen(Consumer<GenerationEvent> next) {
        GenerationEvent before;
        synchronized (this) {
            listener = next;
            before = last;
        }
        if (before != null) {
            next.accept(before);
        }
    }

    /** Stops the work within a step; does nothing to what has ended. */
    public void cancel() {
        cancelled = true;
        onCancel.run();
    }

    /** Whether nobody waits for it any more. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Notes how many of the prompt's tokens were in the KV cache; told before the first piece. */
    public void promptFound(int cachedTokens) {
        cachedPromptTokens = cachedTokens;
    }

    /** Of the prompt's tokens, those that were in the KV cache; 0 until its turn has come. */
    public int cachedPromptTokens() {
        return cachedPromptTokens;
    }

    /** Notes the answer's tokens; told before the end. */
    public void answered(int[] tokens) {
        answer = tokens.clone();
    }

    /** The answer's tokens with the one that ended it, and without the stop text that did; none until the end. */
    public int[] answer() {
        return answer.clone();
    }

    public GenerationRequest request() {
        return request;
    }

    /** The time since it was submitted. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - submittedNanos);
    }

    /** Notes that work on it begins; the first time counts. */
    public void begin() {
        if (waited == null) {
            waited = age();
        }
    }

    /** From its submission until work on it began; until then its age, or its duration where it ended without. */
    public Duration waiting() {
        Duration known = waited;
        return known == null ? duration() : known;
    }

    /** From its submission to its end, whenever that is read; until then its age. */
    public Duration duration() {
        Duration known = took;
        return known == null ? age() : known;
    }

    /** Passes an event to the thread that asked; one that reads nothing for too long gets an error in place of the rest. */
    public void emit(GenerationEvent event) {
        boolean end = !(event instanceof GenerationEvent.Piece);
        if (end) {
            took = age();
        }
        if (overflowed) {
            if (end) {
                deliver(new GenerationEvent.Failed(notRead()));
            }
            return;
        }
        if (waitingBytes.addAndGet(event.sizeBytes()) > MOST_WAITING_BYTES && !end) {
            overflowed = true;
            cancelled = true;
        } else {
            deliver(event);
        }
    }

    private void deliver(GenerationEvent event) {
        events.add(event);
        Consumer<GenerationEvent> current;
        synchronized (this) {
            current = listener;
            last = event instanceof GenerationEvent.Piece ? last : event;
        }
        current.accept(event);
    }

    private static MullamaException notRead() {
        return new MullamaException(
                ErrorCode.CANCELLED,
                "the answer was given up: more than " + (MOST_WAITING_BYTES >> 20) + " MiB of it waited to be read",
                "read faster, or ask for a shorter answer");
    }
}
