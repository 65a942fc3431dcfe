package io.mullama.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all bodies which are read at one time may take together. Thread-safe. */
final class BodyBudget {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** {@code most}: bytes. */
    BodyBudget(long most) {
        this.most = most;
    }

    /** A quarter of what Java may have, and one body of the largest size at least. */
    static BodyBudget of(HttpLimits limits) {
        return new BodyBudget(
                Math.max(limits.maxBodyBytes(), Runtime.getRuntime().maxMemory() / 4));
    }

    /** What one request takes of it, until it is closed. For one thread. */
    final class Share implements AutoCloseable {
        private long bytes;

        private Share() {}

        /** Takes more, or fails where others have taken too much. */
        void take(long more) throws HttpFault {
            bytes += more;
            // Alone it may have what a body may be.
            if (taken.addAndGet(more) > most && taken.get() > bytes) {
                throw HttpFault.bodiesTooLarge();
            }
        }

        @Override
        public void close() {
            taken.addAndGet(-bytes);
            bytes = 0;
        }
    }

    Share share() {
        return new Share();
    }
}
