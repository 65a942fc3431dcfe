package io.mullama.server.openai;

import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.RerankRequest;
import io.mullama.api.openai.EmbeddingsRequest;
import io.mullama.api.openai.EmbeddingsResponse;
import io.mullama.api.openai.RerankedList;
import io.mullama.api.openai.TextInput;
import io.mullama.engine.EmbeddingInput;
import io.mullama.engine.EmbeddingRequest;
import io.mullama.server.answer.Embedder;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.Leases;
import io.mullama.server.answer.RequestWatch;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/** Embeddings as OpenAI has them, and reranking as llama-server, Jina and Cohere have it. Thread-safe. */
final class VectorRoutes {
    private final Leases leases;
    private final Embedder embedder;

    VectorRoutes(Leases leases) {
        this.leases = leases;
        this.embedder = new Embedder(leases);
    }

    void embed(HttpRequest request, HttpExchange exchange) throws IOException {
        RequestWatch watch = leases.watch(exchange);
        Fields fields = Json.fields(request.body());
        EmbeddingsRequest asked = EmbeddingsRequest.fromJson(fields);
        List<String> ignored = fields.unread();
        Embedder.Embedded embedded = embedder.embed(order(asked), watch::isClientGone);
        EmbeddingsResponse response = new EmbeddingsResponse(
                embedded.model(),
                asked.encoding(),
                embedded.vectors(),
                embedded.embeddings().tokens(),
                embedded.warnings(ignored));
        JsonReply.send(exchange, embedded.size(), response::writeTo);
    }

    void rerank(HttpRequest request, HttpExchange exchange) throws IOException {
        RequestWatch watch = leases.watch(exchange);
        Fields fields = Json.fields(request.body());
        RerankRequest asked = RerankRequest.fromJson(fields);
        JsonReply.send(exchange, 200, new RerankedList(embedder.rank(asked, fields.unread(), watch::isClientGone)));
    }

    private static Embedder.Order order(EmbeddingsRequest asked) {
        List<EmbeddingInput> inputs =
                asked.inputs().stream().map(VectorRoutes::input).toList();
        OptionalInt dimensions = asked.dimensions() == null ? OptionalInt.empty() : OptionalInt.of(asked.dimensions());
        return new Embedder.Order(
                asked.model(), new EmbeddingRequest(inputs, dimensions, asked.truncate()), asked.keepAlive());
    }

    private static EmbeddingInput input(TextInput input) {
        return input instanceof TextInput.Tokens tokens
                ? new EmbeddingInput.Tokens(tokens.ids())
                : new EmbeddingInput.Text(((TextInput.Text) input).text());
    }
}
