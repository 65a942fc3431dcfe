package io.mullama.server.answer;

import io.mullama.api.GenerationOptions;
import io.mullama.config.Settings;
import io.mullama.engine.Engine;
import io.mullama.engine.Generation;
import io.mullama.engine.Lease;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.metrics.AnswerMetrics;
import io.mullama.server.model.KeepAlive;
import io.mullama.server.model.Models;
import io.mullama.server.model.Recipes;
import io.mullama.store.StoredModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a request from a model's name to generations under way, whatever dialect it came in. Thread-safe. */
public final class Generator {
    private static final System.Logger LOG = System.getLogger(Generator.class.getName());

    /** Makes the prompt once the model is there. */
    @FunctionalInterface
    public interface PromptSource {
        ReadyPrompt ready(StoredModel model, Engine engine);
    }

    private final Models models;
    private final Settings settings;
    private final AnswerMetrics metrics;

    /** Tokens that a request needs room for; null for what there is. */
    private final @Nullable Integer room;

    Generator(Models models, Settings settings, AnswerMetrics metrics) {
        this(models, settings, metrics, null);
    }

    private Generator(Models models, Settings settings, AnswerMetrics metrics, @Nullable Integer room) {
        this.models = models;
        this.settings = settings;
        this.metrics = metrics;
        this.room = room;
    }

    /** The same for a request that needs a context of so many tokens: a model that has less is loaded with more. */
    public Generator withRoomFor(@Nullable Integer tokens) {
        return new Generator(models, settings, metrics, tokens);
    }

    /** Begins to watch a request that has just come. */
    public RequestWatch watch(HttpExchange exchange) {
        return RequestWatch.begin(exchange, settings);
    }

    /** Loads the model if need be, and begins; the model is let go when the last answer has ended, be it read or not. */
    public RunningAnswer start(AnswerOrder order, DialectDefaults defaults, RequestWatch watch) {
        StoredModel stored = models.find(order.model());
        Lease lease =
                models.acquire(stored, room, KeepAlive.of(order.options().keepAlive(), settings), watch::isClientGone);
        try {
            Duration load = since(watch);
            List<ReadyPrompt> prompts = new ArrayList<>();
            order.prompts().forEach(source -> prompts.add(source.ready(stored, lease.engine())));
            GenerationOptions own = Recipes.complete(order.options(), stored.recipe());
            GenerationOptions options = defaults.complete(own, stored.header());
            watch.requireTime();
            List<Generation> all = new Submission(order, options, stored.header()).to(lease.engine(), prompts);
            AnswerMeter meter = new AnswerMeter(metrics, stored.name(), all, order.choices(), since(watch));
            Generations generations = Generations.of(all, meter::ended, () -> releaseEarly(lease));
            String echoed = order.model() == null ? stored.name() : order.model();
            return new RunningAnswer(
                    echoed, lease, prompts, generations, new RunningAnswer.Arrival(watch.startNanos(), load));
        } catch (RuntimeException | Error e) {
            // A template may run out of stack or memory; the model must not count as used for ever.
            lease.close();
            throw e;
        }
    }

    private static Duration since(RequestWatch watch) {
        return Duration.ofNanos(System.nanoTime() - watch.startNanos());
    }

    /** A client may take its time to read, or may never; what it reads lies in memory, and the model is free. */
    private static void releaseEarly(Lease lease) {
        try {
            RunningAnswer.release(lease);
        } catch (RuntimeException e) {
            // On the decode thread, which other answers need; what unloads models may have ended already.
            LOG.log(System.Logger.Level.DEBUG, "A model was let go while the daemon ends.", e);
        }
    }
}
