package io.mullama.server;

import io.mullama.api.GenerationOptions;
import io.mullama.config.Settings;
import io.mullama.engine.Engine;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.Lease;
import io.mullama.store.StoredModel;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Takes a request from a model's name to a generation under way, whatever dialect it came in. Thread-safe. */
final class Generator {
    /** Makes the prompt's tokens once the model is there. */
    @FunctionalInterface
    interface PromptSource {
        int[] tokens(StoredModel model, Engine engine);
    }

    private final Models models;
    private final Settings settings;

    Generator(Models models, Settings settings) {
        this.models = models;
        this.settings = settings;
    }

    /** The same with the defaults of mullama's own routes. */
    RunningAnswer start(
            @Nullable String model, PromptSource source, GenerationOptions options, BooleanSupplier cancelled) {
        return start(model, source, options, DialectDefaults.CONTRACT, cancelled);
    }

    /**
     * Loads the model if need be, and begins.
     *
     * @param cancelled asked while the model is waited for
     */
    RunningAnswer start(
            @Nullable String model,
            PromptSource source,
            GenerationOptions options,
            DialectDefaults defaults,
            BooleanSupplier cancelled) {
        long start = System.nanoTime();
        StoredModel stored = models.find(model);
        Lease lease = models.acquire(stored, KeepAlive.of(options.keepAlive(), settings), cancelled);
        try {
            Duration load = Duration.ofNanos(System.nanoTime() - start);
            int[] prompt = source.tokens(stored, lease.engine());
            GenerationOptions completed = defaults.complete(options, stored.header());
            Generation generation = lease.engine().submit(request(prompt, completed, stored));
            String echoed = model == null ? stored.name() : model;
            return new RunningAnswer(echoed, lease, generation, start, load);
        } catch (RuntimeException | Error e) {
            // A template may run out of stack or memory; the model must not count as used for ever.
            lease.close();
            throw e;
        }
    }

    private static GenerationRequest request(int[] prompt, GenerationOptions options, StoredModel model) {
        Integer asked = options.maxTokens();
        List<String> stop = options.stop();
        return new GenerationRequest(
                prompt,
                asked == null ? SamplingDefaults.MAX_TOKENS : asked,
                SamplingDefaults.complete(options, model.header()),
                stop == null ? List.of() : stop);
    }
}
