package io.mullama.api;

import org.jspecify.annotations.Nullable;

/** The bounds of a number in a request, both included. Immutable. */
record Range(double least, double most) {
    boolean contains(double value) {
        return value >= least && value <= most;
    }

    /** Refuses a value that is out of the range; an absent one is in it. */
    void require(Fields fields, String name, @Nullable Number value) {
        if (value != null && !contains(value.doubleValue())) {
            throw fields.invalid(name, "must be " + words() + ", not " + value);
        }
    }

    private String words() {
        // There is no sense in telling the largest integer.
        return most >= Integer.MAX_VALUE ? "at least " + text(least) : "between " + text(least) + " and " + text(most);
    }

    private static String text(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
