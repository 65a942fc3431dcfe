package io.mullama.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Has one thing done at the earliest of the times that it was set for, and only once for all of them. Thread-safe. */
final class Alarm {
    private record Pending(Instant at, ScheduledFuture<?> task) {}

    private final ScheduledExecutorService timer;
    private final Runnable action;
    private @Nullable Pending pending;

    /** The action is to look at the clock, and to set the alarm again where it comes too early. */
    Alarm(ScheduledExecutorService timer, Runnable action) {
        this.timer = timer;
        this.action = action;
    }

    synchronized void set(Instant time, Instant now) {
        if (pending == null || pending.at.isAfter(time)) {
            cancel();
            long delay = Duration.between(now, time).toMillis() + 1;
            pending = new Pending(time, timer.schedule(this::ring, delay, TimeUnit.MILLISECONDS));
        }
    }

    synchronized void cancel() {
        if (pending != null) {
            pending.task.cancel(false);
            pending = null;
        }
    }

    private void ring() {
        synchronized (this) {
            pending = null;
        }
        action.run();
    }
}
