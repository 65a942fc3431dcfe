package io.mullama.server;

import io.mullama.api.Statistics;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Lease;
import io.mullama.engine.Usage;
import java.time.Duration;
import java.util.Locale;

/**
 * The generations of a request, the lease that keeps their model loaded, and what statistics are made of. For one request's
 * thread.
 *
 * @param model as the request called it
 * @param startNanos when the request came, by {@code System.nanoTime()}
 * @param load how long the model took to be there
 */
record RunningAnswer(String model, Lease lease, Generations generations, long startNanos, Duration load)
        implements AutoCloseable {

    Statistics statistics(GenerationEvent.Finished end) {
        Usage usage = end.usage();
        return new Statistics(
                name(end.reason()),
                Duration.ofNanos(generations.endNanos() - startNanos).toMillis(),
                load.toMillis(),
                usage.promptDuration().toMillis(),
                usage.promptTokens(),
                usage.cachedPromptTokens(),
                usage.completionTokens());
    }

    private static String name(FinishReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    /** Stops what is still under way, and lets go of the model. */
    @Override
    public void close() {
        generations.cancel();
        release(lease);
    }

    /** Lets go of a model; of two threads that do so at once, both return when it is done. */
    static void release(Lease lease) {
        synchronized (lease) {
            lease.close();
        }
    }
}
