package io.mullama.server.answer;

import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The generations of one request, under way together; their events are taken as they come. For one request's thread. */
final class Generations {
    /** An event, and the number of the generation that told it. */
    record Told(int index, GenerationEvent event) {}

    private final List<Generation> all;
    private final Consumer<Told> onEach;
    private final Runnable onEnd;
    private final AtomicInteger running;

    /** 1 for each whose end was told to {@code onEach}. */
    private final AtomicIntegerArray ended;

    /** A permit at least, if one of them told something since they were last looked at. */
    private final Semaphore news = new Semaphore(0);

    /** When the last ended; 0 while one goes on. */
    private volatile long endNanos;

    /** Whose turn it is to be looked at first. */
    private int next;

    private Generations(List<Generation> all, Consumer<Told> onEach, Runnable onEnd) {
        this.all = List.copyOf(all);
        this.onEach = onEach;
        this.ended = new AtomicIntegerArray(all.size());
        this.onEnd = onEnd;
        this.running = new AtomicInteger(all.size());
    }

    /**
     * Follows generations, of which there is at least one.
     *
     * @param onEach gets the end of each once, before it can be polled here, on the decode thread or on that which polls;
     *     so it must be quick
     * @param onEnd runs on the decode thread when the last has ended, be it read or not; so it must be quick
     */
    static Generations of(List<Generation> all, Consumer<Told> onEach, Runnable onEnd) {
        Generations generations = new Generations(all, onEach, onEnd);
        for (int i = 0; i < all.size(); i++) {
            int index = i;
            all.get(i).listen(event -> generations.heard(new Told(index, event)));
        }
        return generations;
    }

    int size() {
        return all.size();
    }

    /** Of a generation's prompt, the tokens that were in the KV cache; 0 until its turn has come. */
    int cachedPromptTokens(int index) {
        return all.get(index).cachedPromptTokens();
    }

    /** A generation's tokens with the one that ended it; none until its end. */
    int[] answer(int index) {
        return all.get(index).answer();
    }

    /** Whether a stop text may end one of them that would have gone on. */
    boolean mayBeCut(int index) {
        return !all.get(index).request().stop().isEmpty();
    }

    /** When the last ended, whenever that is read, by {@code System.nanoTime()}; until then the time it is now. */
    long endNanos() {
        long end = endNanos;
        return end == 0 ? System.nanoTime() : end;
    }

    /** The next event of any of them, by turns where several have one; null if none comes in that time. */
    @Nullable
    Told poll(Duration patience) throws InterruptedException {
        if (all.size() == 1) {
            return told(0, patience);
        }
        long end = System.nanoTime() + patience.toNanos();
        Told told = look();
        while (told == null && news.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            // Before they are looked at: what is told during the look is news for the next one.
            news.drainPermits();
            told = look();
        }
        return told;
    }

    /** Stops them all; does nothing to what has ended. */
    void cancel() {
        all.forEach(Generation::cancel);
    }

    private void heard(Told told) {
        if (all.size() > 1) {
            news.release();
        }
        if (told.event() instanceof GenerationEvent.Piece) {
            return;
        }
        tellEnd(told);
        if (running.decrementAndGet() == 0) {
            endNanos = System.nanoTime();
            onEnd.run();
        }
    }

    private void tellEnd(Told told) {
        if (!(told.event() instanceof GenerationEvent.Piece) && ended.compareAndSet(told.index(), 0, 1)) {
            onEach.accept(told);
        }
    }

    private @Nullable Told look() throws InterruptedException {
        for (int i = 0; i < all.size(); i++) {
            int index = (next + i) % all.size();
            Told told = told(index, Duration.ZERO);
            if (told != null) {
                next = index + 1;
                return told;
            }
        }
        return null;
    }

    private @Nullable Told told(int index, Duration patience) throws InterruptedException {
        GenerationEvent event = all.get(index).poll(patience);
        if (event == null) {
            return null;
        }
        Told told = new Told(index, event);
        tellEnd(told);
        return told;
    }
}
