package io.mullama.hub.download;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often something is tried again, and how long the pauses between are. Immutable.
 *
 * @param first the first pause; each next one is twice as long
 * @param longest pause, whatever a server asks for
 * @param attempts in a row without any progress, after which it is given up
 */
public record RetryPolicy(Duration first, Duration longest, int attempts) {
    /** Gives up after about two minutes without a byte. */
    public static final RetryPolicy PATIENT = new RetryPolicy(Duration.ofMillis(500), Duration.ofSeconds(30), 9);

    /**
     * The pause before the next attempt, of which a fifth is random, so that several do not come back together.
     *
     * @param failures so far in a row, from 1
     * @param asked how long the server asks to wait
     */
    public Duration pause(int failures, Optional<Duration> asked) {
        long doubled = first.toMillis() << Math.min(failures - 1, 20);
        long millis = Math.min(doubled, longest.toMillis());
        long random = millis / 5 == 0 ? 0 : ThreadLocalRandom.current().nextLong(millis / 5);
        Duration own = Duration.ofMillis(millis - millis / 10 + random);
        Duration wanted = asked.filter(pause -> pause.compareTo(own) > 0).orElse(own);
        return wanted.compareTo(longest) < 0 ? wanted : longest;
    }
}
