package io.mullama.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A timer and a clock that the test moves by hand; the two can be moved apart, as a machine's clock can be set.
 * Thread-safe.
 */
public final class ManualTimer extends AbstractExecutorService implements ScheduledExecutorService, InstantSource {
    private final List<Task<?>> tasks = new ArrayList<>();
    private Duration passed = Duration.ZERO;
    private Instant now = Instant.parse("2025-01-31T12:00:00Z");

    private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {
        private final Duration due;

        Task(Callable<V> work, Duration due) {
            super(work);
            this.due = due;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due.minus(passed));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Sets the clock without any time passing. */
    public synchronized void setClock(Duration change) {
        now = now.plus(change);
    }

    /** Lets time pass, and runs what is due by then. */
    public void advance(Duration time) {
        List<Task<?>> due;
        synchronized (this) {
            passed = passed.plus(time);
            now = now.plus(time);
            due = tasks.stream()
                    .filter(task -> task.due.compareTo(passed) <= 0)
                    .sorted()
                    .toList();
            tasks.removeAll(due);
        }
        due.forEach(FutureTask::run);
    }

    /** Tasks that wait for their time, without those that were cancelled. */
    public synchronized int waiting() {
        return (int) tasks.stream().filter(task -> !task.isCancelled()).count();
    }

    @Override
    public synchronized <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
        Task<V> task = new Task<>(work, passed.plusNanos(unit.toNanos(delay)));
        tasks.add(task);
        return task;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        return schedule(
                () -> {
                    work.run();
                    return true;
                },
                delay,
                unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable work, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execute(Runnable work) {
        work.run();
    }

    @Override
    public void shutdown() {
        throw new UnsupportedOperationException("it stays the caller's");
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw new UnsupportedOperationException("it stays the caller's");
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }
}
