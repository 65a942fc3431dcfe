package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.EmbedRequest;
import io.mullama.api.EmbedResponse;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.RerankRequest;
import io.mullama.api.RerankResponse;
import io.mullama.api.Warnings;
import io.mullama.engine.EmbeddingInput;
import io.mullama.engine.EmbeddingRequest;
import io.mullama.engine.Embeddings;
import io.mullama.engine.InputCut;
import io.mullama.engine.Ranking;
import io.mullama.engine.RankingRequest;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.Leases;
import io.mullama.server.answer.RequestWatch;
import io.mullama.server.answer.ResponseOutput;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** The routes of mullama's own API for embeddings and for reranking. Thread-safe. */
public final class EmbeddingRoutes {
    /** Numbers in an answer that is kept as a whole before it is sent: a few hundred kilobytes of text. */
    private static final long MOST_BUFFERED = 32_768;

    private static final int CHUNK = 1 << 16;

    private final Activity activity;
    private final Leases leases;

    public EmbeddingRoutes(Activity activity, Leases leases) {
        this.activity = activity;
        this.leases = leases;
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(activity, ApiError::of);
        router.on("POST", "/api/embeddings", guard.guarded(this::embed))
                .on("POST", "/api/rerank", guard.guarded(this::rerank));
    }

    private void embed(HttpRequest request, HttpExchange exchange) throws IOException {
        RequestWatch watch = leases.watch(exchange);
        Fields fields = Json.fields(request.body());
        EmbedRequest asked = EmbedRequest.fromJson(fields);
        send(exchange, embedded(asked, fields.unread(), watch::isClientGone));
    }

    private void rerank(HttpRequest request, HttpExchange exchange) throws IOException {
        RequestWatch watch = leases.watch(exchange);
        Fields fields = Json.fields(request.body());
        RerankRequest asked = RerankRequest.fromJson(fields);
        JsonReply.send(exchange, 200, ranked(asked, fields.unread(), watch::isClientGone));
    }

    private EmbedResponse embedded(EmbedRequest asked, List<String> ignored, BooleanSupplier cancelled) {
        List<EmbeddingInput> inputs = asked.input().stream()
                .<EmbeddingInput>map(EmbeddingInput.Text::new)
                .toList();
        OptionalInt dimensions = asked.dimensions() == null ? OptionalInt.empty() : OptionalInt.of(asked.dimensions());
        try (Leases.LeasedModel leased = leases.take(asked.model(), asked.keepAlive(), cancelled)) {
            Embeddings embeddings =
                    leased.engine().embed(new EmbeddingRequest(inputs, dimensions, asked.truncate()), cancelled);
            return new EmbedResponse(
                    leased.model(),
                    embeddings.vectors(),
                    embeddings.tokens(),
                    warnings(ignored, "input", embeddings.cuts()));
        }
    }

    private RerankResponse ranked(RerankRequest asked, List<String> ignored, BooleanSupplier cancelled) {
        RankingRequest request = new RankingRequest(asked.query(), asked.documents(), asked.truncate());
        try (Leases.LeasedModel leased = leases.take(asked.model(), asked.keepAlive(), cancelled)) {
            Ranking ranking = leased.engine().rerank(request, cancelled);
            return new RerankResponse(
                    leased.model(),
                    best(asked, ranking.scores()),
                    ranking.tokens(),
                    warnings(ignored, "documents", ranking.cuts()));
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

    private static List<String> warnings(List<String> ignored, String field, List<InputCut> cuts) {
        List<String> warnings = new ArrayList<>(Warnings.unknown(ignored));
        for (InputCut cut : cuts) {
            warnings.add(
                    "'%s[%d]' was cut from %d to %d tokens".formatted(field, cut.index(), cut.tokens(), cut.kept()));
        }
        return warnings;
    }

    /** A small answer with its length, a large one in pieces: two thousand vectors are a hundred megabytes. */
    private static void send(HttpExchange exchange, EmbedResponse response) throws IOException {
        if ((long) response.embeddings().size() * response.dimensions() <= MOST_BUFFERED) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            response.writeTo(whole);
            exchange.respond(200, "application/json", whole.toByteArray());
        } else {
            response.writeTo(
                    new BufferedOutputStream(new ResponseOutput(exchange.stream(200, "application/json")), CHUNK));
        }
    }
}
