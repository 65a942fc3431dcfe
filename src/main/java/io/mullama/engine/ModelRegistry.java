package io.mullama.engine;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is loaded: loads a model for the first who needs it, keeps it while somebody uses it and for its keep-alive
 * time after that, and gives up the one unused for longest where room is needed. Thread-safe.
 */
public final class ModelRegistry implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ModelRegistry.class.getName());
    private static final Duration CHECK = Duration.ofMillis(100);

    private record Check(Instant at, ScheduledFuture<?> task) {}

    private final EngineLoader loader;
    private final int mostLoaded;
    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final Map<Path, LoadedModel> models = new LinkedHashMap<>();
    private @Nullable Check check;
    private boolean closed;

    /** {@code timer} runs the keep-alive checks and stays the caller's. */
    public ModelRegistry(EngineLoader loader, int mostLoaded, InstantSource clock, ScheduledExecutorService timer) {
        this.loader = loader;
        this.mostLoaded = mostLoaded;
        this.clock = clock;
        this.timer = timer;
    }

    /**
     * The engine of a file, loaded if it is not; whoever has the lease keeps it loaded.
     *
     * @param keepAlive how long to keep it after the lease; empty for ever
     * @param cancelled asked while waiting for room
     */
    public Lease acquire(String alias, Path file, Optional<Duration> keepAlive, BooleanSupplier cancelled) {
        LoadedModel model;
        boolean first;
        synchronized (this) {
            LoadedModel known = awaitModelOrRoom(file, cancelled);
            first = known == null;
            model = known == null ? new LoadedModel(alias, file, clock.instant()) : known;
            models.put(file, model);
            model.use();
        }
        try {
            Engine engine = first ? load(model) : model.await();
            requireOpen();
            return new Lease(engine, model, () -> release(model, keepAlive));
        } catch (RuntimeException e) {
            forget(model);
            throw e;
        }
    }

    /** What is loaded or being loaded, in the order of loading. */
    public synchronized List<LoadedModel> loaded() {
        return List.copyOf(models.values());
    }

    /** Frees every model; generations under way fail. */
    @Override
    public void close() {
        List<LoadedModel> all;
        synchronized (this) {
            closed = true;
            if (check != null) {
                check.task.cancel(false);
            }
            all = List.copyOf(models.values());
            models.clear();
            notifyAll();
        }
        all.forEach(LoadedModel::close);
    }

    private Engine load(LoadedModel model) {
        long start = System.nanoTime();
        try {
            Engine engine = loader.load(model.file());
            model.loaded(engine);
            LOG.log(
                    System.Logger.Level.INFO,
                    "loaded {0} in {1} ms",
                    model.alias(),
                    Long.toString(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
            return engine;
        } catch (RuntimeException | Error e) {
            RuntimeException error = e instanceof RuntimeException known
                    ? known
                    : new MullamaException(
                                    ErrorCode.MODEL_LOAD_FAILED, model.file() + " cannot be loaded", "see the log")
                            .causedBy(e);
            model.failed(error);
            throw error;
        }
    }

    private synchronized void forget(LoadedModel model) {
        models.remove(model.file(), model);
        notifyAll();
    }

    /**
     * Evicts, or waits for, models until one more may be loaded, and gives null; or the file's own model, which
     * somebody else may have begun to load during the wait.
     */
    private @Nullable LoadedModel awaitModelOrRoom(Path file, BooleanSupplier cancelled) {
        LoadedModel known = models.get(file);
        if (known != null && known.engine().filter(engine -> !engine.isAlive()).isPresent()) {
            unload(known, "it no longer answers");
        }
        while (!closed && !models.containsKey(file) && models.size() >= mostLoaded) {
            Optional<LoadedModel> unused = models.values().stream()
                    .filter(LoadedModel::isUnused)
                    .min(Comparator.comparing(LoadedModel::lastUsed));
            if (unused.isPresent()) {
                unload(unused.get(), "another model needs the room");
            } else if (cancelled.getAsBoolean()) {
                throw new MullamaException(ErrorCode.CANCELLED, "cancelled while waiting for a model");
            } else {
                waitForRelease();
            }
        }
        requireOpen();
        return models.get(file);
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new MullamaException(ErrorCode.SHUTTING_DOWN, "the daemon is shutting down", "try again");
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private void waitForRelease() {
        try {
            wait(CHECK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MullamaException(ErrorCode.CANCELLED, "interrupted while waiting for a model");
        }
    }

    private synchronized void release(LoadedModel model, Optional<Duration> keepAlive) {
        Instant now = clock.instant();
        model.release(now, keepAlive.map(now::plus).orElse(null));
        unloadExpired(now);
        notifyAll();
    }

    private synchronized void checkNow() {
        check = null;
        unloadExpired(clock.instant());
        notifyAll();
    }

    private void unloadExpired(Instant now) {
        Optional<Instant> next = Optional.empty();
        for (LoadedModel model : List.copyOf(models.values())) {
            @Nullable Instant expiry = model.isUnused() ? model.expiresAt() : null;
            if (expiry != null && !expiry.isAfter(now)) {
                unload(model, "its keep-alive time is over");
            } else if (expiry != null) {
                next = next.filter(expiry::isAfter).or(() -> Optional.of(expiry));
            }
        }
        next.ifPresent(time -> checkAt(time, now));
    }

    /** Has one check waiting, never later than the next expiry: one that comes early asks for another. */
    private void checkAt(Instant time, Instant now) {
        if (check != null && !check.at.isAfter(time)) {
            return;
        }
        if (check != null) {
            check.task.cancel(false);
        }
        long delay = Duration.between(now, time).toMillis() + 1;
        check = new Check(time, timer.schedule(this::checkNow, delay, TimeUnit.MILLISECONDS));
    }

    private void unload(LoadedModel model, String reason) {
        models.remove(model.file());
        model.close();
        LOG.log(System.Logger.Level.INFO, "unloaded {0}: {1}", model.alias(), reason);
    }
}
