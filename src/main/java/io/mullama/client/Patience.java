package io.mullama.client;

import java.time.Duration;

/**
 * How long a client waits. Immutable.
 *
 * @param answer for one short answer of a daemon that listens
 * @param start for a daemon that was started, or ends, or is started by somebody else
 * @param silence before it says what it waits for
 */
public record Patience(Duration answer, Duration start, Duration silence) {
    /** What people get. */
    public static final Patience STANDARD =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(1));
}
