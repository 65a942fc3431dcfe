package io.mullama.server.http;

import java.time.Duration;

/**
 * The moment at which a wait is given up; immutable.
 *
 * @param nanoTime on the clock of {@link System#nanoTime()}
 */
record Deadline(long nanoTime) {
    static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Whole milliseconds that are left, rounded up; 0 once it has passed. */
    long millisLeft() {
        long left = nanoTime - System.nanoTime();
        return left <= 0 ? 0 : (left + 999_999) / 1_000_000;
    }
}
