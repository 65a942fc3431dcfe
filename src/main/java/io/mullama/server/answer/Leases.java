package io.mullama.server.answer;

import io.mullama.config.Settings;
import io.mullama.engine.EmbeddingRequest;
import io.mullama.engine.Embeddings;
import io.mullama.engine.Engine;
import io.mullama.engine.Lease;
import io.mullama.engine.Ranking;
import io.mullama.engine.RankingRequest;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.metrics.AnswerMetrics;
import io.mullama.server.model.KeepAlive;
import io.mullama.server.model.ModelErrors;
import io.mullama.server.model.Models;
import io.mullama.store.StoredModel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Takes a request from a model's name to the use of its engine. Thread-safe. */
public final class Leases {
    private final Models models;
    private final Settings settings;
    private final AnswerMetrics metrics;

    /**
     * A model that stays loaded until this is closed.
     *
     * @param model as the request called it
     */
    public record LeasedModel(String model, StoredModel stored, Lease lease, AnswerMetrics metrics)
            implements AutoCloseable {
        public Engine engine() {
            return lease.engine();
        }

        /** What to say if there are fewer tokens than the request asks room for; null for no such wish. */
        public Optional<String> shortage(@Nullable Integer tokens) {
            return RunningAnswer.shortage(model, engine(), tokens);
        }

        /** Computes embeddings, and counts their tokens. */
        public Embeddings embed(EmbeddingRequest request, BooleanSupplier cancelled) {
            Embeddings embeddings = ModelErrors.naming(stored, () -> engine().embed(request, cancelled));
            metrics.read(stored.name(), embeddings.tokens());
            return embeddings;
        }

        /** Scores documents, and counts their tokens. */
        public Ranking rerank(RankingRequest request, BooleanSupplier cancelled) {
            Ranking ranking = ModelErrors.naming(stored, () -> engine().rerank(request, cancelled));
            metrics.read(stored.name(), ranking.tokens());
            return ranking;
        }

        @Override
        public void close() {
            lease.close();
        }
    }

    Leases(Models models, Settings settings, AnswerMetrics metrics) {
        this.models = models;
        this.settings = settings;
        this.metrics = metrics;
    }

    /** Begins to watch a request that has just come. */
    public RequestWatch watch(HttpExchange exchange) {
        return RequestWatch.begin(exchange, settings);
    }

    /**
     * Loads the model if need be.
     *
     * @param model null for the default one
     * @param cancelled asked while the model is waited for
     */
    public LeasedModel take(@Nullable String model, @Nullable String keepAlive, BooleanSupplier cancelled) {
        return take(model, null, keepAlive, cancelled);
    }

    /** The same for a request that needs a context of so many tokens: a model that has less is loaded with more. */
    public LeasedModel take(
            @Nullable String model, @Nullable Integer room, @Nullable String keepAlive, BooleanSupplier cancelled) {
        StoredModel stored = models.find(model);
        Lease lease = models.acquire(stored, room, KeepAlive.of(keepAlive, settings), cancelled);
        return new LeasedModel(model == null ? stored.name() : model, stored, lease, metrics);
    }

    /** Whether a request says that the model is not to be kept at all. */
    public boolean isZero(@Nullable String keepAlive) {
        return keepAlive != null
                && KeepAlive.of(keepAlive, settings).filter(Duration::isZero).isPresent();
    }
}
