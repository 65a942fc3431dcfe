package io.mullama.server.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How many requests a client may make: a token bucket for each, which holds a minute's worth. Thread-safe.
 *
 * <p>A client that has not been seen for longest is forgotten when there are too many; it then has a full bucket again.
 */
final class RateLimit {
    private static final double MINUTE_NANOS = 60e9;
    private static final int MOST_CLIENTS = 10_000;

    /** Requests that are left, at a moment of the clock. */
    private record Bucket(double left, long nanos) {}

    private final int perMinute;
    private final LongSupplier nanoClock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * A limit that nobody has used yet.
     *
     * @param perMinute requests, at least 1
     * @param nanoClock as {@link System#nanoTime()}
     */
    RateLimit(int perMinute, LongSupplier nanoClock) {
        this.perMinute = perMinute;
        this.nanoClock = nanoClock;
    }

    int perMinute() {
        return perMinute;
    }

    /** Counts a request of a client; where it is one too many, it does not count, and the next may come after this. */
    synchronized Optional<Duration> take(String client) {
        long now = nanoClock.getAsLong();
        Bucket before = buckets.getOrDefault(client, new Bucket(perMinute, now));
        double filled = (now - before.nanos) / MINUTE_NANOS * perMinute;
        double left = Math.min(perMinute, before.left + filled);
        boolean allowed = left >= 1;
        buckets.put(client, new Bucket(allowed ? left - 1 : left, now));
        forgetOne();
        return allowed
                ? Optional.empty()
                : Optional.of(Duration.ofNanos((long) Math.ceil((1 - left) / perMinute * MINUTE_NANOS)));
    }

    /** Clients that are remembered. */
    synchronized int clients() {
        return buckets.size();
    }

    private void forgetOne() {
        if (buckets.size() > MOST_CLIENTS) {
            buckets.remove(buckets.keySet().iterator().next());
        }
    }
}
