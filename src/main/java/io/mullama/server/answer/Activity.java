package io.mullama.server.answer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the daemon does, and knows since when it has done nothing. Thread-safe. */
public final class Activity {
    private final InstantSource clock;
    private final Instant startedAt;
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong tokens = new AtomicLong();
    private volatile Instant lastActive;

    public Activity(InstantSource clock) {
        this.clock = clock;
        this.startedAt = clock.instant();
        this.lastActive = startedAt;
    }

    void requestBegins() {
        requests.incrementAndGet();
        active.incrementAndGet();
    }

    void requestEnds() {
        lastActive = clock.instant();
        active.decrementAndGet();
    }

    public void generated(int count) {
        tokens.addAndGet(count);
    }

    /** Generations under way. */
    public int active() {
        return active.get();
    }

    /** Generations since the start, those under way included. */
    public long requests() {
        return requests.get();
    }

    public long tokens() {
        return tokens.get();
    }

    /** Something other than a generation happened, which also means that somebody is there. */
    void touch() {
        lastActive = clock.instant();
    }

    public Duration idle() {
        return active.get() > 0 ? Duration.ZERO : Duration.between(lastActive, clock.instant());
    }

    Instant startedAt() {
        return startedAt;
    }

    public Duration uptime() {
        return Duration.between(startedAt, clock.instant());
    }
}
