package io.mullama.server.metrics;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a request wants of a model, whatever dialect it comes in: the contract's {@code endpoint} label, and reranking. */
public enum Endpoint {
    CHAT,
    GENERATE,
    EMBEDDINGS,
    RERANK;

    private static final Map<String, Endpoint> BY_PATH = Map.ofEntries(
            Map.entry("/api/chat", CHAT),
            Map.entry("/v1/chat/completions", CHAT),
            Map.entry("/v1/messages", CHAT),
            Map.entry("/v1/responses", CHAT),
            Map.entry("/api/generate", GENERATE),
            Map.entry("/v1/completions", GENERATE),
            Map.entry("/api/embeddings", EMBEDDINGS),
            Map.entry("/api/embed", EMBEDDINGS),
            Map.entry("/v1/embeddings", EMBEDDINGS),
            Map.entry("/api/rerank", RERANK),
            Map.entry("/v1/rerank", RERANK),
            Map.entry("/v1/reranking", RERANK),
            Map.entry("/rerank", RERANK),
            Map.entry("/reranking", RERANK));

    /** That of a request; empty for one that asks no model. */
    public static Optional<Endpoint> of(String method, String path) {
        return method.equals("POST") ? Optional.ofNullable(BY_PATH.get(path)) : Optional.empty();
    }

    /** As it stands in the label. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
