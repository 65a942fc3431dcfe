package io.mullama.server.answer;

import io.mullama.server.metrics.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows what the daemon is doing, and since when it has done nothing; what it did is in its metrics. Thread-safe. */
public final class Activity {
    private final InstantSource clock;
    private final Instant startedAt;
    private final AtomicInteger active = new AtomicInteger();
    private final Metrics metrics = new Metrics();
    private volatile Instant lastActive;

    public Activity(InstantSource clock) {
        this.clock = clock;
        this.startedAt = clock.instant();
        this.lastActive = startedAt;
    }

    void requestBegins() {
        active.incrementAndGet();
    }

    void requestEnds() {
        lastActive = clock.instant();
        active.decrementAndGet();
    }

    /** What it did so far. */
    public Metrics metrics() {
        return metrics;
    }

    /** Requests under way that do something: those to models, and pulls, loads and the like. */
    public int active() {
        return active.get();
    }

    /** Something else happened, which also means that somebody is there. */
    void touch() {
        lastActive = clock.instant();
    }

    public Duration idle() {
        return active.get() > 0 ? Duration.ZERO : Duration.between(lastActive, clock.instant());
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Duration uptime() {
        return Duration.between(startedAt, clock.instant());
    }
}
