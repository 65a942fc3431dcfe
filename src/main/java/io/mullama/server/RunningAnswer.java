package io.mullama.server;

import io.mullama.api.Statistics;
import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Lease;
import io.mullama.engine.Usage;
import java.time.Duration;
import java.util.Locale;

/**
 * A generation, the lease that keeps its model loaded, and what its statistics are made of. Immutable.
 *
 * @param model as the request called it
 * @param startNanos when the request came, by {@code System.nanoTime()}
 * @param load how long the model took to be there
 */
record RunningAnswer(String model, Lease lease, Generation generation, long startNanos, Duration load)
        implements AutoCloseable {

    Statistics statistics(GenerationEvent.Finished end) {
        Usage usage = end.usage();
        return new Statistics(
                name(end.reason()),
                Duration.ofNanos(System.nanoTime() - startNanos).toMillis(),
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
        generation.cancel();
        lease.close();
    }
}
