package io.mullama.server.metrics;

import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts durations by their length. Thread-safe; recording takes no lock. */
final class Histogram {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Buckets buckets;

    /** For each bucket those that fit into no smaller one; the last has no bound. */
    private final LongAdder[] counts;

    private final LongAdder nanos = new LongAdder();

    Histogram(Buckets buckets) {
        this.buckets = buckets;
        this.counts = Stream.generate(LongAdder::new).limit(buckets.size() + 1L).toArray(LongAdder[]::new);
    }

    /** Adds a duration; one that clocks made negative counts as 0. */
    void record(long duration) {
        long length = Math.max(0, duration);
        counts[buckets.index(length)].increment();
        nanos.add(length);
    }

    /** Writes its buckets, each with all that are no longer than its bound, then the count and the sum in seconds. */
    void writeTo(Exposition text, String name, Labels labels) {
        long count = 0;
        for (int i = 0; i < counts.length; i++) {
            count += counts[i].sum();
            String bound = i < buckets.size() ? buckets.text(i) : "+Inf";
            text.sample(name + "_bucket", labels.and("le", bound), count);
        }
        text.sample(name + "_count", labels, count);
        text.sample(name + "_sum", labels, nanos.sum() / NANOS_PER_SECOND);
    }
}
