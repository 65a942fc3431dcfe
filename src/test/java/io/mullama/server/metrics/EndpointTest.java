package io.mullama.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "/api/chat, CHAT",
        "/v1/chat/completions, CHAT",
        "/v1/messages, CHAT",
        "/v1/responses, CHAT",
        "/api/generate, GENERATE",
        "/v1/completions, GENERATE",
        "/api/embeddings, EMBEDDINGS",
        "/api/embed, EMBEDDINGS",
        "/v1/embeddings, EMBEDDINGS",
        "/api/rerank, RERANK",
        "/v1/rerank, RERANK",
        "/v1/reranking, RERANK",
        "/rerank, RERANK",
        "/reranking, RERANK"
    })
    void everyDialectsRoutesCountAsWhatTheyAskFor(String path, Endpoint endpoint) {
        assertThat(Endpoint.of("POST", path)).contains(endpoint);
        assertThat(Endpoint.of("GET", path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/api/pull", "/v1/messages/count_tokens", "/api/models/load", "/health"})
    void whatAsksNoModelCountsAsNone(String path) {
        assertThat(Endpoint.of("POST", path)).isEmpty();
    }
}
