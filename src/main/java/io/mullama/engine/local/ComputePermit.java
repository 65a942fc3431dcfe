package io.mullama.engine.local;

import io.mullama.llama.Threadpool;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * The right to compute on one set of CPUs, taken for each batch in the order of asking: two models that decode at once
 * on the same cores slow each other more than twofold. With it come the threads, which all engines share: those of an
 * engine that computed a moment ago would spin beside those of the next. Thread-safe.
 */
public final class ComputePermit {
    private final Semaphore permit = new Semaphore(1, true);
    private final Map<Integer, Threadpool> pools = new ConcurrentHashMap<>();

    /** Whether somebody computes, or waits to. */
    boolean isWanted() {
        return permit.availablePermits() == 0;
    }

    void acquire() {
        permit.acquireUninterruptibly();
    }

    void release() {
        permit.release();
    }

    /** So many threads, for whoever has the permit. */
    Threadpool threads(int count) {
        return pools.computeIfAbsent(count, Threadpool::create);
    }
}
