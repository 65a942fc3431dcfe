package io.mullama.engine;

import io.mullama.engine.memory.MemoryNeed;
import io.mullama.engine.memory.Resident;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One model of the registry, from the beginning of its loading to the end of its memory. Thread-safe. */
public final class LoadedModel {
    private static final System.Logger LOG = System.getLogger(LoadedModel.class.getName());

    private final ModelSource source;
    private final MemoryNeed need;
    private final CompletableFuture<Engine> engine = new CompletableFuture<>();

    /** Those that it was asked for by; the first one is there before anybody asks. */
    private final Set<String> names = new LinkedHashSet<>();

    private volatile Duration loading = Duration.ZERO;
    private volatile boolean going;
    private int users;
    private Instant lastUsed;
    private @Nullable Duration keepAlive;

    LoadedModel(ModelSource source, MemoryNeed need, Instant now) {
        this.source = source;
        this.need = need;
        this.lastUsed = now;
        names.add(source.alias());
    }

    /** What it was loaded from, as that was then. */
    public ModelSource source() {
        return source;
    }

    /** The first of the names that it has. */
    public String alias() {
        return names().get(0);
    }

    /** What it was asked for by, and not yet unloaded by; never empty. */
    public synchronized List<String> names() {
        return List.copyOf(names);
    }

    /** Whether that is one of its names. */
    public boolean isCalled(ModelName name) {
        return names().stream().anyMatch(each -> isSame(each, name));
    }

    /** Has the names of one whose place it takes, too. */
    void takeNames(LoadedModel other) {
        List<String> more = other.names();
        synchronized (this) {
            // Theirs come first: what was loaded first is what a request means that names nothing.
            List<String> own = List.copyOf(names);
            names.clear();
            names.addAll(more);
            names.addAll(own);
        }
    }

    /** Takes one of its names away, unless it has no other; whether it has another. */
    synchronized boolean forget(ModelName name) {
        boolean others = names.stream().anyMatch(each -> !isSame(each, name));
        return others && names.removeIf(each -> isSame(each, name));
    }

    private static boolean isSame(String each, ModelName name) {
        return ModelName.parse(each).key().equals(name.key());
    }

    public Path file() {
        return source.file();
    }

    /** Whether both are one model; they may differ in the size of their contexts, while one takes the other's place. */
    public boolean isSameAs(LoadedModel other) {
        return source.isSameAs(other.source);
    }

    /** The memory that it takes, as it was estimated. */
    public MemoryNeed need() {
        return need;
    }

    /** The engine; empty while it loads. */
    public Optional<Engine> engine() {
        return isLoaded() && !engine.isCompletedExceptionally() ? Optional.of(engine.join()) : Optional.empty();
    }

    /** How long its engine took to load; zero while it loads. */
    public Duration loadDuration() {
        return loading;
    }

    /** Whether requests are given it no more, though it may be in memory. */
    public boolean isGoing() {
        return going;
    }

    void go() {
        going = true;
    }

    /** Whether its engine has met an error that only loading it again can mend. */
    boolean isDead() {
        return engine().filter(loaded -> !loaded.isAlive()).isPresent();
    }

    /** Requests that use it now, or wait until it is loaded. */
    public synchronized int users() {
        return users;
    }

    /** When it is unloaded if nobody uses it; null while in use or kept for ever. */
    public synchronized @Nullable Instant expiresAt() {
        return isUnused() && keepAlive != null ? lastUsed.plus(keepAlive) : null;
    }

    synchronized Resident<LoadedModel> resident(boolean leaving) {
        Resident.Use use = isUnused() ? Resident.Use.UNUSED : Resident.Use.USED;
        return new Resident<>(this, need.onHost(), leaving ? Resident.Use.LEAVING : use, lastUsed);
    }

    /** Somebody asks for it by that name. */
    synchronized void use(String name) {
        names.add(name);
        users++;
    }

    /** Somebody no longer uses it, and wants it kept for so long; null for ever. */
    synchronized void release(Instant now, @Nullable Duration keep) {
        users--;
        lastUsed = now;
        keepAlive = keep;
    }

    void loaded(Engine loaded, Duration took, Instant now) {
        loading = took;
        synchronized (this) {
            lastUsed = now;
        }
        engine.complete(loaded);
        LOG.log(System.Logger.Level.INFO, "loaded " + alias() + " in " + took.toMillis() + " ms: " + need.text());
    }

    void failed(RuntimeException error) {
        engine.completeExceptionally(error);
    }

    private boolean isLoaded() {
        return engine.isDone();
    }

    /** Whether it is loaded and nobody uses it. */
    synchronized boolean isUnused() {
        return users == 0 && isLoaded();
    }

    /**
     * Waits for whoever loads it.
     *
     * @throws MullamaException if it cannot be loaded, or not within the waiting one's patience
     */
    Engine await(Patience patience) {
        while (!isLoaded()) {
            if (patience.isOver()) {
                throw new MullamaException(
                        ErrorCode.MODEL_LOADING,
                        alias() + " is still being loaded after " + patience.text(),
                        "try again: the loading goes on");
            }
            awaitBriefly();
        }
        try {
            return engine.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof MullamaException known) {
                throw known;
            }
            throw e;
        }
    }

    private void awaitBriefly() {
        try {
            engine.get(Patience.CHECK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw Patience.interrupted();
        } catch (TimeoutException | ExecutionException e) {
            // Its caller looks what there is.
        }
    }

    /** Closes the engine and returns when its memory is free; for one that is still loading, at once. */
    void close() {
        CompletableFuture<Void> unused = engine.thenAccept(this::close);
    }

    private void close(Engine loaded) {
        try {
            loaded.close();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, alias() + " cannot be unloaded", e);
        }
    }
}
