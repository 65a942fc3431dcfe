package io.mullama.server.ollama;

import io.mullama.api.EmbedRequest;
import io.mullama.api.Json;
import io.mullama.api.ollama.OllamaEmbedRequest;
import io.mullama.api.ollama.OllamaEmbedResponse;
import io.mullama.engine.EmbeddingInput;
import io.mullama.engine.EmbeddingRequest;
import io.mullama.engine.Embeddings;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.Leases;
import io.mullama.server.answer.RequestWatch;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** {@code POST /api/embed}. Thread-safe. */
final class EmbedRoutes {
    private final Leases leases;

    EmbedRoutes(Leases leases) {
        this.leases = leases;
    }

    void addTo(HttpRouter router, RouteGuard guard) {
        router.on("POST", "/api/embed", guard.guarded(this::embed));
    }

    private void embed(HttpRequest request, HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        RequestWatch watch = leases.watch(exchange);
        OllamaEmbedRequest asked = OllamaEmbedRequest.fromJson(Json.fields(request.body()));
        OllamaEmbedResponse response;
        try (Leases.LeasedModel leased = leases.take(asked.model(), asked.keepAlive(), watch::isClientGone)) {
            Duration load = since(start);
            Embeddings embeddings = asked.request().isEmpty()
                    ? new Embeddings(List.of(), 0, 0, List.of())
                    : leased.engine().embed(order(asked.request().get()), watch::isClientGone);
            response = new OllamaEmbedResponse(
                    leased.model(), embeddings.vectors(), since(start), load, embeddings.tokens());
        }
        JsonReply.send(exchange, size(response), response::writeTo);
    }

    private static long size(OllamaEmbedResponse response) {
        return response.embeddings().stream().mapToLong(vector -> vector.length).sum();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static EmbeddingRequest order(EmbedRequest asked) {
        List<EmbeddingInput> inputs = asked.input().stream()
                .<EmbeddingInput>map(EmbeddingInput.Text::new)
                .toList();
        OptionalInt dimensions = asked.dimensions() == null ? OptionalInt.empty() : OptionalInt.of(asked.dimensions());
        return new EmbeddingRequest(inputs, dimensions, asked.truncate());
    }
}
