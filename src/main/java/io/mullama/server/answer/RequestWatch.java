package io.mullama.server.answer;

import io.mullama.config.Setting;
import io.mullama.config.Settings;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.http.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Whether an answer is still wanted: its client may have gone, or the time that requests may take be over. For one
 * request's thread.
 */
public final class RequestWatch {
    /** How often the connection of a waiting client is looked at, where few wait. */
    private static final Duration LOOK = Duration.ofMillis(50);

    /** Bounds the looks of all requests together to a thousand a second. */
    private static final Duration LOOK_PER_REQUEST = Duration.ofMillis(1);

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    /** Longer is for ever; it keeps nanoseconds within a long. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final BooleanSupplier clientGone;
    private final Duration time;
    private final String limit;
    private final long startNanos = System.nanoTime();
    private final long endNanos;
    private long lastLook = startNanos;

    /** {@code clientGone} looks at the connection, and never waits. */
    RequestWatch(BooleanSupplier clientGone, Settings settings) {
        this.clientGone = clientGone;
        this.time = settings.requestTimeout()
                .filter(asked -> asked.compareTo(LONGEST) < 0)
                .orElse(LONGEST);
        this.limit = settings.text(Setting.REQUEST_TIMEOUT);
        this.endNanos = startNanos + time.toNanos();
    }

    /** Watches a request that has just come, and has its client no longer waited for than the request may take. */
    public static RequestWatch begin(HttpExchange exchange, Settings settings) {
        RequestWatch watch = new RequestWatch(exchange::peerGone, settings);
        exchange.timeLimit(watch.time());
        return watch;
    }

    /** How long the request may take from its beginning; at most a year. */
    Duration time() {
        return time;
    }

    /** When the request came, by {@code System.nanoTime()}. */
    long startNanos() {
        return startNanos;
    }

    /**
     * To be asked while a model is waited for or works.
     *
     * @throws MullamaException if the time is over
     */
    public boolean isClientGone() {
        requireTime();
        return clientGone.getAsBoolean();
    }

    /**
     * How long to wait for an event before the next look.
     *
     * @param requests that are under way: a thousand that wait and look often cost a third of a core
     */
    Duration patience(int requests) {
        long look = Math.max(LOOK.toNanos(), Math.min(requests * LOOK_PER_REQUEST.toNanos(), LONGEST_LOOK.toNanos()));
        return Duration.ofNanos(Math.max(0, Math.min(look, endNanos - System.nanoTime())));
    }

    /** Whether the last look was long ago, as happens where events come fast. */
    boolean isLookDue() {
        return System.nanoTime() - lastLook > LOOK.toNanos();
    }

    /** Looks at the connection and the clock; fails if the answer is no longer wanted. */
    void look() throws IOException {
        lastLook = System.nanoTime();
        if (clientGone.getAsBoolean()) {
            throw new IOException("the client has gone");
        }
        requireTime();
    }

    /** Fails if the time is over. */
    void requireTime() {
        if (System.nanoTime() - endNanos >= 0) {
            throw new MullamaException(
                    ErrorCode.TIMED_OUT,
                    "the request took longer than the request_timeout of " + limit,
                    "ask for a shorter answer, or serve with a longer --request-timeout");
        }
    }
}
