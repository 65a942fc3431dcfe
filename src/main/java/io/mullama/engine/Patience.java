package io.mullama.engine;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long somebody waits for a model: until the time is up, counted from the first wait, or until they have gone. For
 * one thread.
 */
final class Patience implements AutoCloseable {
    /** How often it is looked whether they have gone. */
    static final Duration CHECK = Duration.ofMillis(100);

    private final Optional<Duration> limit;
    private final ScheduledExecutorService timer;
    private final BooleanSupplier cancelled;
    private volatile boolean over;
    private @Nullable ScheduledFuture<?> end;

    /** Empty for ever; {@code timer} measures it. */
    Patience(Optional<Duration> limit, ScheduledExecutorService timer, BooleanSupplier cancelled) {
        this.limit = limit;
        this.timer = timer;
        this.cancelled = cancelled;
    }

    /**
     * To be asked before each wait, which is to take no longer than {@link #CHECK}.
     *
     * @return whether the time is up
     * @throws MullamaException if they have gone
     */
    boolean isOver() {
        if (cancelled.getAsBoolean()) {
            throw new MullamaException(ErrorCode.CANCELLED, "cancelled while waiting for a model");
        }
        if (end == null && limit.isPresent()) {
            end = timer.schedule(() -> over = true, limit.get().toMillis(), TimeUnit.MILLISECONDS);
        }
        return over;
    }

    /** What an interrupt during a wait means. */
    static MullamaException interrupted() {
        Thread.currentThread().interrupt();
        return new MullamaException(ErrorCode.CANCELLED, "interrupted while waiting for a model");
    }

    /** {@code 300 s}, for messages. */
    String text() {
        return limit.map(time -> time.toSeconds() + " s").orElse("ever");
    }

    @Override
    public void close() {
        if (end != null) {
            end.cancel(false);
        }
    }
}
