package io.mullama.engine;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Frees models, and tries again later where there is no thread for it. Thread-safe. */
final class Unloading {
    private static final System.Logger LOG = System.getLogger(Unloading.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Executor threads;
    private final ScheduledExecutorService timer;
    private final Consumer<LoadedModel> freed;

    /** {@code freed} is told when a model's memory is free. */
    Unloading(Executor threads, ScheduledExecutorService timer, Consumer<LoadedModel> freed) {
        this.threads = threads;
        this.timer = timer;
        this.freed = freed;
    }

    /** On another thread, for the one that gives a model back may be what its engine waits for. */
    void begin(LoadedModel model, String reason) {
        try {
            threads.execute(() -> run(model, reason));
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.WARNING, model.alias() + " cannot be unloaded now, but soon", e);
            Future<?> unused = timer.schedule(() -> begin(model, reason), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** On this thread. */
    void run(LoadedModel model, String reason) {
        try {
            model.close();
            LOG.log(System.Logger.Level.INFO, "unloaded {0}: {1}", model.alias(), reason);
        } finally {
            freed.accept(model);
        }
    }
}
