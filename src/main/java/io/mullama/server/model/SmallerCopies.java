package io.mullama.server.model;

import io.mullama.engine.Quantizer;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.store.ModelCache;
import io.mullama.store.StoredModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Quantizes models, each on a thread of its own, so that nobody waits for a copy that is no longer wanted. Thread-safe. */
public final class SmallerCopies {
    private static final System.Logger LOG = System.getLogger(SmallerCopies.class.getName());

    /** Between two looks at a copy. */
    private static final long LOOK_MILLIS = 200;

    /** Makes a model of a copy. */
    interface Use {
        StoredModel of(Path copy) throws IOException;
    }

    private final Quantizer quantizer;
    private final ModelCache cache;
    private final Executor threads;
    private final Set<Path> underWay = ConcurrentHashMap.newKeySet();

    /** {@code threads} gives each copy a thread of its own. */
    public SmallerCopies(Quantizer quantizer, ModelCache cache, Executor threads) {
        this.quantizer = quantizer;
        this.cache = cache;
        this.threads = threads;
    }

    /** The quantization by its usual name; one that there is not is an error. */
    String requireType(String type) {
        return quantizer.requireType(type);
    }

    /** Whether copies are being made that no model uses yet. */
    boolean isAnyUnderWay() {
        return !underWay.isEmpty();
    }

    /**
     * Makes a copy.
     *
     * @param name of the model that it is for
     * @param phases may say that nobody waits any more; the copy is then made to its end, and deleted
     * @param use is called with the whole copy
     * @throws MullamaException if it cannot be made; there is none then
     */
    StoredModel make(ModelName name, Path original, String type, Creation.Phases phases, Use use)
            throws IOException, InterruptedException {
        phases.tell("quantizing 0%");
        Path copy = cache.create(name, type);
        underWay.add(copy);
        AtomicInteger percent = new AtomicInteger();
        CompletableFuture<Void> work = begin(original, copy, type, percent);
        try {
            follow(work, percent, phases);
            StoredModel model = use.of(copy);
            underWay.remove(copy);
            return model;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            CompletableFuture<Void> unused = work.whenComplete((done, failure) -> discard(copy));
            throw e;
        }
    }

    private CompletableFuture<Void> begin(Path original, Path copy, String type, AtomicInteger percent) {
        Quantizer.Progress progress = (done, all) -> percent.set(all == 0 ? 0 : 100 * done / all);
        try {
            return CompletableFuture.runAsync(() -> quantizer.quantize(original, copy, type, 0, progress), threads);
        } catch (RuntimeException | Error e) {
            discard(copy);
            throw e;
        }
    }

    private static void follow(CompletableFuture<Void> work, AtomicInteger percent, Creation.Phases phases)
            throws IOException, InterruptedException {
        boolean done = false;
        while (!done) {
            try {
                work.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                done = true;
            } catch (TimeoutException e) {
                phases.tell("quantizing " + percent.get() + "%");
            } catch (ExecutionException e) {
                throw e.getCause() instanceof MullamaException known ? known : new IllegalStateException(e.getCause());
            }
        }
        phases.tell("quantizing 100%");
    }

    private void discard(Path copy) {
        try {
            cache.delete(copy);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot delete " + copy, e);
        } finally {
            underWay.remove(copy);
        }
    }
}
