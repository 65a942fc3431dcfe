package io.mullama.engine;

import java.util.concurrent.atomic.AtomicBoolean;

/** The use of a loaded model, which stays loaded until the lease is closed. Closing twice does no harm. */
public final class Lease implements AutoCloseable {
    private final Engine engine;
    private final LoadedModel model;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    Lease(Engine engine, LoadedModel model, Runnable onClose) {
        this.engine = engine;
        this.model = model;
        this.onClose = onClose;
    }

    public Engine engine() {
        return engine;
    }

    public LoadedModel model() {
        return model;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            onClose.run();
        }
    }
}
