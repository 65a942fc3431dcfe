package io.mullama.engine;

import io.mullama.engine.memory.MemoryPlan;
import io.mullama.engine.memory.MemoryReading;
import io.mullama.engine.memory.Resident;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is loaded: loads a model for the first who needs it, keeps it while somebody uses it and for its keep-alive
 * time after that, and gives up those unused for longest where {@link MemoryPlan} says so. Thread-safe.
 *
 * <p>Nothing is loaded, freed or read from the system under the registry's lock, so that whoever uses a model that is
 * there waits for nobody.
 */
public final class ModelRegistry implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ModelRegistry.class.getName());

    private final EngineLoader loader;
    private final RegistryLimits limits;
    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final Executor threads;
    private final Map<Path, LoadedModel> models = new LinkedHashMap<>();

    /** Those whose memory is being freed. */
    private final Set<LoadedModel> leaving = new LinkedHashSet<>();

    private final Alarm expiry;
    private boolean closed;

    /** {@code timer} runs short checks and {@code threads} what takes long; both stay the caller's. */
    public ModelRegistry(
            EngineLoader loader,
            RegistryLimits limits,
            InstantSource clock,
            ScheduledExecutorService timer,
            Executor threads) {
        this.loader = loader;
        this.limits = limits;
        this.clock = clock;
        this.timer = timer;
        this.threads = threads;
        this.expiry = new Alarm(timer, this::unloadExpired);
    }

    /**
     * The engine of a file, loaded if it is not; whoever has the lease keeps it loaded.
     *
     * @param keepAlive how long to keep it after the lease; empty for ever
     * @param timeout how long to wait for room and for the load, which goes on after that; empty for ever
     * @param cancelled asked while waiting
     * @throws MullamaException if it cannot be loaded, has no room, or is not there in time
     */
    public Lease acquire(
            ModelSource source, Optional<Duration> keepAlive, Optional<Duration> timeout, BooleanSupplier cancelled) {
        try (Patience patience = new Patience(timeout, timer, cancelled)) {
            LoadedModel model = join(source.file()).orElseGet(() -> admit(source, patience));
            try {
                Engine engine = model.await(patience);
                synchronized (this) {
                    requireOpen();
                }
                return new Lease(engine, model, () -> release(model, keepAlive));
            } catch (RuntimeException e) {
                release(model, keepAlive);
                throw e;
            }
        }
    }

    /** What is loaded or being loaded, in the order of loading. */
    public synchronized List<LoadedModel> loaded() {
        return List.copyOf(models.values());
    }

    /** Frees every model, and returns when that is done; generations under way fail. */
    @Override
    public void close() {
        List<LoadedModel> all;
        synchronized (this) {
            closed = true;
            expiry.cancel();
            all = List.copyOf(models.values());
            all.forEach(this::leave);
            notifyAll();
        }
        all.forEach(model -> free(model, "the daemon ends"));
        awaitAllFreed();
    }

    /** The model, if it is loaded or being loaded, with one user more. */
    private Optional<LoadedModel> join(Path file) {
        LoadedModel dead;
        synchronized (this) {
            requireOpen();
            LoadedModel known = models.get(file);
            if (known == null) {
                return Optional.empty();
            }
            if (!known.isDead()) {
                known.use();
                return Optional.of(known);
            }
            dead = known;
            leave(dead);
        }
        unload(dead, "it no longer answers");
        return Optional.empty();
    }

    /** Makes room for a model and begins to load it, unless somebody else has in the meantime. */
    private LoadedModel admit(ModelSource source, Patience patience) {
        LoadedModel model = new LoadedModel(source, loader.need(source), clock.instant());
        boolean over = false;
        while (true) {
            MemoryReading memory = limits.memory().read();
            MemoryPlan<LoadedModel> plan;
            synchronized (this) {
                requireOpen();
                LoadedModel known = models.get(source.file());
                if (known != null) {
                    known.use();
                    return known;
                }
                plan = MemoryPlan.of(model.need().onHost(), residents(), memory, limits.mostLoaded());
                prepare(plan, model, over);
            }
            if (plan instanceof MemoryPlan.Load<LoadedModel> load) {
                start(model, load.beyond());
                return model;
            }
            if (plan instanceof MemoryPlan.Evict<LoadedModel> evict) {
                evict.models().forEach(evicted -> unload(evicted, model.alias() + " needs the room"));
            } else {
                over = patience.isOver();
            }
        }
    }

    /** The part of a plan that the lock is for. */
    private void prepare(MemoryPlan<LoadedModel> plan, LoadedModel model, boolean timeIsUp) {
        if (plan instanceof MemoryPlan.Load) {
            models.put(model.file(), model);
            model.use();
        } else if (plan instanceof MemoryPlan.Evict<LoadedModel> evict) {
            evict.models().forEach(this::leave);
        } else if (plan instanceof MemoryPlan.Refuse<LoadedModel> refuse) {
            throw Refusals.neverFits(model, refuse);
        } else if (timeIsUp) {
            throw Refusals.noRoom(model);
        } else {
            awaitChange();
        }
    }

    private List<Resident<LoadedModel>> residents() {
        return Stream.concat(
                        models.values().stream().map(model -> model.resident(false)),
                        leaving.stream().map(model -> model.resident(true)))
                .toList();
    }

    private void start(LoadedModel model, boolean beyondMemory) {
        if (beyondMemory) {
            LOG.log(System.Logger.Level.WARNING, "{0} needs more memory than is free: it may be slow", model.alias());
        }
        try {
            threads.execute(() -> load(model));
        } catch (RuntimeException | Error e) {
            fail(model, e);
        }
    }

    private void load(LoadedModel model) {
        long start = System.nanoTime();
        Engine engine;
        try {
            engine = loader.load(model.file());
        } catch (RuntimeException | Error e) {
            fail(model, e);
            return;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        model.loaded(engine, clock.instant());
        String line = "loaded " + model.alias() + " in " + millis + " ms: "
                + model.need().text();
        LOG.log(System.Logger.Level.INFO, line);
        // Whoever wanted it may have gone.
        unloadExpired();
    }

    private void fail(LoadedModel model, Throwable cause) {
        synchronized (this) {
            models.remove(model.file(), model);
            notifyAll();
        }
        model.failed(cause instanceof RuntimeException known ? known : Refusals.notLoaded(model, cause));
    }

    private void requireOpen() {
        if (closed) {
            throw new MullamaException(ErrorCode.SHUTTING_DOWN, "the daemon is shutting down", "try again");
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private void awaitChange() {
        try {
            wait(Patience.CHECK.toMillis());
        } catch (InterruptedException e) {
            throw Patience.interrupted();
        }
    }

    private synchronized void awaitAllFreed() {
        boolean interrupted = false;
        while (!leaving.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void release(LoadedModel model, Optional<Duration> keepAlive) {
        model.release(clock.instant(), keepAlive.orElse(null));
        unloadExpired();
    }

    private void unloadExpired() {
        List<LoadedModel> expired;
        synchronized (this) {
            expired = expired(clock.instant());
            expired.forEach(this::leave);
            notifyAll();
        }
        expired.forEach(model -> unload(model, "its keep-alive time is over"));
    }

    /** The models whose time is over; of the others, the first one's end is waited for. */
    private List<LoadedModel> expired(Instant now) {
        List<LoadedModel> expired = new ArrayList<>();
        for (LoadedModel model : models.values()) {
            @Nullable Instant end = model.expiresAt();
            if (end != null && end.isAfter(now)) {
                expiry.set(end, now);
            } else if (end != null) {
                expired.add(model);
            }
        }
        return expired;
    }

    private void leave(LoadedModel model) {
        models.remove(model.file());
        leaving.add(model);
    }

    private void unload(LoadedModel model, String reason) {
        threads.execute(() -> free(model, reason));
    }

    private void free(LoadedModel model, String reason) {
        try {
            model.close();
            LOG.log(System.Logger.Level.INFO, "unloaded {0}: {1}", model.alias(), reason);
        } finally {
            synchronized (this) {
                leaving.remove(model);
                notifyAll();
            }
        }
    }
}
