package io.mullama.engine;

import io.mullama.engine.memory.MemoryPlan;
import io.mullama.engine.memory.MemoryReading;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

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
    private final LoadedModels models = new LoadedModels();
    private final Alarm expiry;
    private final Unloading unloading;
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
        this.unloading = new Unloading(threads, timer, this::left);
    }

    /**
     * The engine of a file, loaded if it is not; whoever has the lease keeps it loaded. One that has more room than is
     * asked for does, and takes the place of those of the same model that have less.
     *
     * @param keepAlive how long to keep it after the lease; empty for ever
     * @param timeout how long to wait for room and for the load, which goes on after that; empty for ever
     * @param cancelled asked while waiting
     * @throws MullamaException if it cannot be loaded, has no room, or is not there in time
     */
    public Lease acquire(
            ModelSource source, Optional<Duration> keepAlive, Optional<Duration> timeout, BooleanSupplier cancelled) {
        try (Patience patience = new Patience(timeout, timer, cancelled)) {
            LoadedModel model = join(source).orElseGet(() -> admit(source, patience));
            try {
                Engine engine = model.await(patience);
                synchronized (this) {
                    requireOpen();
                }
                return new Lease(engine, model, () -> release(model, keepAlive));
            } catch (RuntimeException | Error e) {
                release(model, keepAlive);
                throw e;
            }
        }
    }

    /** What is loaded or being loaded, and given to requests, each model once, in the order of loading. */
    public synchronized List<LoadedModel> loaded() {
        return models.offered();
    }

    /** What is given to nobody any more, and whose memory is not free yet. */
    public synchronized List<LoadedModel> going() {
        return models.going();
    }

    /**
     * Gives no more requests the models that are meant, and frees each as soon as nobody uses it, which may be at once.
     *
     * @return whether there were any
     */
    public boolean unload(Predicate<LoadedModel> which) {
        boolean found;
        synchronized (this) {
            found = !models.retire(which).isEmpty();
        }
        unloadExpired();
        return found;
    }

    /**
     * Takes a name from the models that have it, and unloads those that have no other.
     *
     * @return those that had it; who still waits for them is told by {@link #awaitUnloaded}
     */
    public List<LoadedModel> unload(ModelName name) {
        List<LoadedModel> found;
        synchronized (this) {
            found = models.forget(name);
        }
        unloadExpired();
        return found;
    }

    /**
     * Returns when the memory of the models that are meant is free and their files are closed, of those that were
     * unloaded or are about to be.
     *
     * @param timeout how long to wait; empty for ever
     * @param cancelled asked while waiting
     * @throws MullamaException if that takes longer, or nobody waits any more
     */
    public void awaitUnloaded(Predicate<LoadedModel> which, Optional<Duration> timeout, BooleanSupplier cancelled) {
        try (Patience patience = new Patience(timeout, timer, cancelled)) {
            while (true) {
                boolean over = patience.isOver();
                synchronized (this) {
                    if (!models.isAnyGoing(which)) {
                        return;
                    }
                    if (over) {
                        throw Refusals.stillInUse(patience);
                    }
                    awaitChange();
                }
            }
        }
    }

    /** Frees every model, and returns when that is done; generations under way fail. */
    @Override
    public void close() {
        List<LoadedModel> all;
        synchronized (this) {
            closed = true;
            expiry.cancel();
            all = models.staying();
            all.forEach(models::leave);
            notifyAll();
        }
        all.forEach(model -> unloading.run(model, "the daemon ends"));
        awaitAllFreed();
    }

    /** The model, if it is loaded or being loaded, with one user more. */
    private Optional<LoadedModel> join(ModelSource source) {
        LoadedModel dead;
        synchronized (this) {
            requireOpen();
            Optional<LoadedModel> known = models.find(source);
            if (known.isEmpty()) {
                return known;
            }
            if (!known.get().isDead()) {
                known.get().use(source.alias());
                return known;
            }
            dead = known.get();
            models.leave(dead);
        }
        unloading.begin(dead, "it no longer answers");
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
                Optional<LoadedModel> known = models.find(source);
                if (known.isPresent()) {
                    known.get().use(source.alias());
                    return known.get();
                }
                plan = MemoryPlan.of(model.need().onHost(), models.residents(), memory, limits.mostLoaded());
                prepare(plan, model, over);
            }
            if (plan instanceof MemoryPlan.Load<LoadedModel> load) {
                start(model, load.beyond());
                return model;
            }
            if (plan instanceof MemoryPlan.Evict<LoadedModel> evict) {
                evict.models().forEach(evicted -> unloading.begin(evicted, model.alias() + " needs the room"));
            } else {
                over = patience.isOver();
            }
        }
    }

    /** The part of a plan that the lock is for. */
    private void prepare(MemoryPlan<LoadedModel> plan, LoadedModel model, boolean timeIsUp) {
        if (plan instanceof MemoryPlan.Load) {
            models.offer(model);
            model.use(model.source().alias());
        } else if (plan instanceof MemoryPlan.Evict<LoadedModel> evict) {
            evict.models().forEach(models::leave);
            evict.models().stream().filter(model::isSameAs).forEach(model::takeNames);
        } else if (plan instanceof MemoryPlan.Refuse<LoadedModel> refuse) {
            throw Refusals.neverFits(model, refuse);
        } else if (timeIsUp) {
            throw Refusals.noRoom(model);
        } else {
            awaitChange();
        }
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
            engine = loader.load(model.source());
        } catch (RuntimeException | Error e) {
            fail(model, e);
            return;
        }
        model.loaded(engine, Duration.ofNanos(System.nanoTime() - start), clock.instant());
        synchronized (this) {
            models.retireNarrowerThan(model);
        }
        // Whoever wanted it may have gone.
        unloadExpired();
    }

    private void fail(LoadedModel model, Throwable cause) {
        synchronized (this) {
            models.forget(model);
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
        while (models.isAnyLeaving()) {
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
        List<LoadedModel> finished;
        synchronized (this) {
            Instant now = clock.instant();
            expired = models.expired(now);
            models.nextExpiry(now).ifPresent(end -> expiry.set(end, now));
            finished = models.finished();
            expired.forEach(models::leave);
            finished.forEach(models::leave);
            notifyAll();
        }
        expired.forEach(model -> unloading.begin(model, "its keep-alive time is over"));
        finished.forEach(model -> unloading.begin(model, "nobody needs it any more"));
    }

    private synchronized void left(LoadedModel model) {
        models.left(model);
        notifyAll();
    }
}
