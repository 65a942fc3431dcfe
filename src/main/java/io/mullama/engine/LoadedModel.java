package io.mullama.engine;

import io.mullama.model.MullamaException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One model of the registry, from the beginning of its loading on. Thread-safe. */
public final class LoadedModel {
    private final String alias;
    private final Path file;
    private final CompletableFuture<Engine> engine = new CompletableFuture<>();
    private int users;
    private Instant lastUsed;
    private @Nullable Instant expiresAt;

    LoadedModel(String alias, Path file, Instant now) {
        this.alias = alias;
        this.file = file;
        this.lastUsed = now;
    }

    public String alias() {
        return alias;
    }

    public Path file() {
        return file;
    }

    /** The engine; empty while it loads. */
    public Optional<Engine> engine() {
        return engine.isDone() && !engine.isCompletedExceptionally() ? Optional.of(engine.join()) : Optional.empty();
    }

    /** Requests that use it now. */
    public synchronized int users() {
        return users;
    }

    /** When it is unloaded if nobody uses it; null while in use or kept for ever. */
    public synchronized @Nullable Instant expiresAt() {
        return users > 0 ? null : expiresAt;
    }

    synchronized Instant lastUsed() {
        return lastUsed;
    }

    synchronized boolean isUnused() {
        return users == 0 && engine.isDone();
    }

    synchronized void use() {
        users++;
    }

    synchronized void release(Instant now, @Nullable Instant expiry) {
        users--;
        lastUsed = now;
        expiresAt = expiry;
    }

    void loaded(Engine loaded) {
        engine.complete(loaded);
    }

    void failed(RuntimeException error) {
        engine.completeExceptionally(error);
    }

    /** Waits for whoever loads it. */
    Engine await() {
        try {
            return engine.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof MullamaException known) {
                throw known;
            }
            throw e;
        }
    }

    /** Closes the engine; one that is still loading as soon as it has. */
    void close() {
        CompletableFuture<Void> unused = engine.thenAccept(Engine::close);
    }
}
