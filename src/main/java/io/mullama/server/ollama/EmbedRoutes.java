package io.mullama.server.ollama;

import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.Warnings;
import io.mullama.api.ollama.OllamaEmbedRequest;
import io.mullama.api.ollama.OllamaEmbedResponse;
import io.mullama.engine.EmbeddingInput;
import io.mullama.engine.EmbeddingRequest;
import io.mullama.engine.Embeddings;
import io.mullama.gguf.GgufHeader;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.Leases;
import io.mullama.server.answer.RequestWatch;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

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
        Fields fields = Json.fields(request.body());
        OllamaEmbedRequest asked = OllamaEmbedRequest.fromJson(fields);
        List<String> warnings = new ArrayList<>(Warnings.unknown(fields.unread()));
        OllamaEmbedResponse response;
        try (Leases.LeasedModel leased =
                leases.take(asked.model(), asked.contextSize(), asked.keepAlive(), watch::isClientGone)) {
            Duration load = since(start);
            leased.shortage(asked.contextSize()).ifPresent(warnings::add);
            Embeddings embeddings = asked.input().isEmpty()
                    ? new Embeddings(List.of(), 0, 0, List.of())
                    : leased.embed(order(asked, leased.stored().header()), watch::isClientGone);
            response = new OllamaEmbedResponse(
                    leased.model(), embeddings.vectors(), since(start), load, embeddings.tokens(), warnings);
        }
        JsonReply.send(exchange, size(response), response::writeTo);
    }

    private static long size(OllamaEmbedResponse response) {
        return response.embeddings().stream().mapToLong(vector -> vector.length).sum();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static EmbeddingRequest order(OllamaEmbedRequest asked, GgufHeader header) {
        List<EmbeddingInput> inputs = asked.input().stream()
                .<EmbeddingInput>map(EmbeddingInput.Text::new)
                .toList();
        return new EmbeddingRequest(inputs, asked.dimensions(vectorLength(header)), asked.truncate());
    }

    /** As llama.cpp's {@code llama_model_n_embd_out}: some models project their vectors to another length. */
    private static long vectorLength(GgufHeader header) {
        OptionalLong projected = header.integer(header.architecture().orElse("") + ".embedding_length_out");
        return projected.isPresent()
                ? projected.getAsLong()
                : header.embeddingLength().orElse(Long.MAX_VALUE);
    }
}
