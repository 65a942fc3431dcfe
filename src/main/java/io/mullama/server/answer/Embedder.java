package io.mullama.server.answer;

import io.mullama.api.RerankRequest;
import io.mullama.api.RerankResponse;
import io.mullama.api.Warnings;
import io.mullama.engine.EmbeddingRequest;
import io.mullama.engine.Embeddings;
import io.mullama.engine.InputCut;
import io.mullama.engine.Ranking;
import io.mullama.engine.RankingRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Computes embeddings, and scores of documents, for requests of whichever dialect. Thread-safe. */
public final class Embedder {
    private final Leases leases;

    /**
     * What a request wants to have embedded.
     *
     * @param model null for the default one
     * @param keepAlive how long the model stays loaded afterwards; null for the daemon's setting
     * @param room tokens that an input needs room for; null for what there is
     */
    public record Order(
            @Nullable String model,
            EmbeddingRequest request,
            @Nullable String keepAlive,
            @Nullable Integer room) {

        /** One that makes do with the room that there is. */
        public Order(@Nullable String model, EmbeddingRequest request, @Nullable String keepAlive) {
            this(model, request, keepAlive, null);
        }
    }

    /**
     * The vectors of a request.
     *
     * @param model as the request called it
     * @param shortage what to say of too little room
     */
    public record Embedded(String model, Embeddings embeddings, Optional<String> shortage) {
        public List<float[]> vectors() {
            return embeddings.vectors();
        }

        /** Numbers in all vectors together. */
        public long size() {
            return vectors().isEmpty() ? 0 : (long) vectors().size() * vectors().get(0).length;
        }

        /** What was not done as the request had it, of which those fields were not understood. */
        public List<String> warnings(List<String> ignoredFields) {
            boolean alone = vectors().size() == 1;
            List<String> warnings =
                    Embedder.warnings(ignoredFields, i -> alone ? "input" : "input[" + i + "]", embeddings.cuts());
            shortage.ifPresent(warnings::add);
            return warnings;
        }
    }

    public Embedder(Leases leases) {
        this.leases = leases;
    }

    /**
     * Computes the vectors of a request, and loads the model if need be.
     *
     * @param cancelled asked while the model is waited for, and between batches
     */
    public Embedded embed(Order order, BooleanSupplier cancelled) {
        try (Leases.LeasedModel leased = leases.take(order.model(), order.room(), order.keepAlive(), cancelled)) {
            Embeddings embeddings = leased.embed(order.request(), cancelled);
            return new Embedded(leased.model(), embeddings, leased.shortage(order.room()));
        }
    }

    /**
     * Scores the documents of a request of which those fields were not understood, and loads the model if need be.
     *
     * @param cancelled asked while the model is waited for, and between batches
     */
    public RerankResponse rank(RerankRequest asked, List<String> ignoredFields, BooleanSupplier cancelled) {
        RankingRequest request = new RankingRequest(asked.query(), asked.documents(), asked.truncate());
        try (Leases.LeasedModel leased = leases.take(asked.model(), asked.keepAlive(), cancelled)) {
            Ranking ranking = leased.rerank(request, cancelled);
            return new RerankResponse(
                    leased.model(),
                    best(asked, ranking.scores()),
                    ranking.tokens(),
                    warnings(ignoredFields, i -> "documents[" + i + "]", ranking.cuts()));
        }
    }

    /** The best first; of equals the one that comes first in the request. */
    private static List<RerankResponse.Result> best(RerankRequest asked, float[] scores) {
        List<String> documents = asked.documents();
        return IntStream.range(0, scores.length)
                .mapToObj(
                        i -> new RerankResponse.Result(i, scores[i], asked.returnDocuments() ? documents.get(i) : null))
                .sorted(Comparator.comparing(RerankResponse.Result::relevanceScore)
                        .reversed())
                .limit(asked.topN() == null ? scores.length : asked.topN())
                .toList();
    }

    private static List<String> warnings(List<String> ignored, IntFunction<String> names, List<InputCut> cuts) {
        List<String> warnings = new ArrayList<>(Warnings.unknown(ignored));
        for (InputCut cut : cuts) {
            warnings.add(
                    "'%s' was cut from %d to %d tokens".formatted(names.apply(cut.index()), cut.tokens(), cut.kept()));
        }
        return warnings;
    }
}
