package io.mullama.engine.local;

import java.util.concurrent.Semaphore;

/**
 * The right to compute on one set of CPUs, taken for each batch in the order of asking: two models that decode at once
 * on the same cores slow each other more than twofold. Thread-safe.
 */
public final class ComputePermit {
    private final Semaphore permit = new Semaphore(1, true);

    void acquire() {
        permit.acquireUninterruptibly();
    }

    void release() {
        permit.release();
    }
}
