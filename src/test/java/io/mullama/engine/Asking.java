package io.mullama.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A request's thread that asks for a model. Thread-safe. */
final class Asking {
    private static final Set<Thread.State> WAITS = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final CompletableFuture<Lease> lease = new CompletableFuture<>();
    private final Thread thread;

    private Asking(Supplier<Lease> work) {
        thread = new Thread(() -> {
            try {
                lease.complete(work.get());
            } catch (RuntimeException | Error e) {
                lease.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
    }

    static Asking start(Supplier<Lease> work) {
        Asking asking = new Asking(work);
        asking.thread.start();
        return asking;
    }

    /** Returns once the thread waits for something. */
    Asking untilItWaits() {
        await().until(() -> WAITS.contains(thread.getState()));
        return this;
    }

    void interrupt() {
        thread.interrupt();
    }

    boolean isAnswered() {
        return lease.isDone();
    }

    /** What came of it; completes exceptionally with what was thrown. */
    CompletableFuture<Lease> result() {
        return lease;
    }

    void assertFails(ErrorCode code, String message) {
        assertThat(lease)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(MullamaException.class)
                .withMessage(message)
                .matches(e -> ((MullamaException) e).code() == code);
    }

    Lease get() {
        return lease.orTimeout(10, TimeUnit.SECONDS).join();
    }
}
