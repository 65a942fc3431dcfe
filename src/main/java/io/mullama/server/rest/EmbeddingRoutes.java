package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.EmbedRequest;
import io.mullama.api.EmbedResponse;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import io.mullama.api.RerankRequest;
import io.mullama.api.ollama.OllamaEmbedResponse;
import io.mullama.api.ollama.OllamaOptions;
import io.mullama.engine.EmbeddingInput;
import io.mullama.engine.EmbeddingRequest;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.Embedder;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.Leases;
import io.mullama.server.answer.RequestWatch;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The routes of mullama's own API for embeddings and for reranking. Thread-safe. */
public final class EmbeddingRoutes {
    private final Activity activity;
    private final Leases leases;
    private final Embedder embedder;
    private final Manner manner;

    public EmbeddingRoutes(Activity activity, Leases leases, Manner manner) {
        this.activity = activity;
        this.leases = leases;
        this.embedder = new Embedder(leases);
        this.manner = manner;
    }

    public void addTo(HttpRouter router) {
        router.on("POST", "/api/embeddings", new RouteGuard(activity, manner::error).guarded(this::embed))
                .on("POST", "/api/rerank", new RouteGuard(activity, ApiError::of).guarded(this::rerank));
    }

    private void embed(HttpRequest request, HttpExchange exchange) throws IOException {
        RequestWatch watch = leases.watch(exchange);
        Fields fields = Json.fields(request.body());
        Integer room = OllamaOptions.contextSizeForVectors(fields);
        EmbedRequest asked = EmbedRequest.fromJson(fields);
        if (asked.input().equals(List.of(""))) {
            prepare(exchange, asked, room, watch);
            return;
        }
        List<String> ignored = fields.unread();
        Embedder.Embedded embedded = embedder.embed(order(asked, room), watch::isClientGone);
        EmbedResponse response = new EmbedResponse(
                embedded.model(), embedded.vectors(), embedded.embeddings().tokens(), embedded.warnings(ignored));
        // Who sends Ollama's field looks for its answer.
        JsonBody more = fields.has("input")
                ? Json::object
                : OllamaEmbedResponse.single(embedded.vectors().get(0));
        JsonReply.send(exchange, embedded.size(), out -> response.writeTo(out, more));
    }

    private void prepare(HttpExchange exchange, EmbedRequest asked, @Nullable Integer room, RequestWatch watch)
            throws IOException {
        leases.take(asked.model(), room, asked.keepAlive(), watch::isClientGone).close();
        JsonReply.send(exchange, 200, OllamaEmbedResponse.single(new float[0]));
    }

    private void rerank(HttpRequest request, HttpExchange exchange) throws IOException {
        RequestWatch watch = leases.watch(exchange);
        Fields fields = Json.fields(request.body());
        RerankRequest asked = RerankRequest.fromJson(fields);
        JsonReply.send(exchange, 200, embedder.rank(asked, fields.unread(), watch::isClientGone));
    }

    private static Embedder.Order order(EmbedRequest asked, @Nullable Integer room) {
        List<EmbeddingInput> inputs = asked.input().stream()
                .<EmbeddingInput>map(EmbeddingInput.Text::new)
                .toList();
        OptionalInt dimensions = asked.dimensions() == null ? OptionalInt.empty() : OptionalInt.of(asked.dimensions());
        return new Embedder.Order(
                asked.model(), new EmbeddingRequest(inputs, dimensions, asked.truncate()), asked.keepAlive(), room);
    }
}
