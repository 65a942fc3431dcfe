package io.mullama.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection that takes longer than it may, unless it is closed itself before. Thread-safe.
 *
 * <p>A blocking channel has no timeout of its own that holds for Unix sockets too.
 */
final class Watchdog implements AutoCloseable {
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean expired;

    private Watchdog() {}

    static Watchdog over(HttpConnection connection, Duration limit) {
        Watchdog watchdog = new Watchdog();
        Thread thread = new Thread(() -> watchdog.watch(connection, limit), "mullama-watchdog");
        thread.setDaemon(true);
        thread.start();
        return watchdog;
    }

    /** Whether the connection was closed for taking too long. */
    boolean hasExpired() {
        return expired;
    }

    @Override
    public void close() {
        done.countDown();
    }

    private void watch(HttpConnection connection, Duration limit) {
        try {
            if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                expired = true;
                connection.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
