package io.mullama.server.metrics;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** The upper bounds of a histogram's buckets, ascending; the one without a bound is not among them. Immutable. */
final class Buckets {
    private static final int NANOS_DIGITS = 9;

    private final List<String> texts;
    private final long[] nanos;

    private Buckets(List<String> texts, long[] nanos) {
        this.texts = texts;
        this.nanos = nanos;
    }

    /** The bounds in seconds; each is written as it is here. */
    static Buckets seconds(String... bounds) {
        long[] nanos = Stream.of(bounds)
                .mapToLong(bound ->
                        new BigDecimal(bound).movePointRight(NANOS_DIGITS).longValueExact())
                .toArray();
        return new Buckets(List.of(bounds), nanos);
    }

    int size() {
        return nanos.length;
    }

    /** A bound in seconds, as it is written. */
    String text(int index) {
        return texts.get(index);
    }

    /** The first bucket that a duration fits into; their number where it is longer than all bounds. */
    int index(long duration) {
        int index = 0;
        while (index < nanos.length && duration > nanos[index]) {
            index++;
        }
        return index;
    }
}
