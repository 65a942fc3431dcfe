package io.mullama.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.HttpProbe;
import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Usage;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.ServedRoutes;
import io.mullama.server.metrics.PrometheusText;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MetricsRoutesTest {
    private static final String HI = "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final Map<String, String> CHAT = Map.of("endpoint", "chat");
    private static final Map<String, String> TINY = Map.of("model", "tiny");

    private ServedRoutes routes;

    @BeforeEach
    void serve() throws IOException {
        routes = new ServedRoutes();
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @Test
    void theTextIsInTheVersionThatItSays() throws IOException {
        HttpProbe.Answer answer = routes.get("/metrics");

        assertThat(answer.head()).contains("Content-Type: text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body())
                .startsWith("# HELP mullama_info Mullama daemon information\n"
                        + "# TYPE mullama_info gauge\n"
                        + "mullama_info{version=\"1.2.3\"} 1\n")
                .doesNotContain("{model=");
    }

    @Test
    void whoeverHasReadAnAnswerFindsItCounted() throws Exception {
        routes.ask("/api/chat", HI + "}", end(8, 3, 2));
        routes.ask("/v1/chat/completions", HI + ",\"stream\":true}", end(9, 0, 4));

        PrometheusText metrics = metrics();
        assertThat(metrics.value("mullama_requests_total", CHAT)).isEqualTo(2);
        assertThat(metrics.value("mullama_requests_active", Map.of())).isZero();
        assertThat(metrics.count("mullama_request_duration_seconds", Map.of())).isEqualTo(2);
        assertThat(metrics.value("mullama_responses_total", answer("/api/chat", 200)))
                .isEqualTo(1);
        assertThat(metrics.value("mullama_responses_total", answer("/v1/chat/completions", 200)))
                .isEqualTo(1);
        assertThat(metrics.value("mullama_tokens_generated_total", Map.of())).isEqualTo(6);
        assertThat(metrics.value("mullama_prompt_tokens_total", Map.of())).isEqualTo(17);
        assertThat(metrics.value("mullama_prompt_cached_tokens_total", TINY)).isEqualTo(3);
        assertThat(metrics.value("mullama_generations_total", outcome("stop"))).isEqualTo(2);
        assertThat(metrics.count("mullama_time_to_first_token_seconds", TINY)).isEqualTo(2);
        assertThat(metrics.count("mullama_time_per_output_token_seconds", TINY)).isEqualTo(2);
        assertThat(metrics.count("mullama_queue_wait_seconds", TINY)).isEqualTo(2);
    }

    @Test
    void theStatusSaysTheSame() throws Exception {
        routes.ask("/api/chat", HI + "}", end(8, 3, 2));
        routes.use("tiny");
        routes.get("/api/models");
        CompletableFuture<HttpProbe.Answer> underWay = routes.post("/api/chat", HI + "}");
        Generation generation = routes.awaitGeneration(1);

        JsonNode stats = routes.get("/api/system/status").json().get("stats");
        PrometheusText metrics = metrics();

        assertThat(stats.get("requests_total").asInt()).isEqualTo(2);
        assertThat(metrics.value("mullama_requests_total", CHAT)).isEqualTo(1);
        assertThat(metrics.value("mullama_requests_total", Map.of("endpoint", "embeddings")))
                .isEqualTo(1);
        assertThat(stats.get("active_requests").asInt()).isEqualTo(1);
        assertThat(metrics.value("mullama_requests_active", Map.of())).isEqualTo(1);
        assertThat(stats.get("tokens_generated").asInt()).isEqualTo(2);
        generation.emit(end(1, 0, 1));
        ServedRoutes.get(underWay);
    }

    @Test
    void aPromptCountsOnceHoweverManyAnswersItHas() throws Exception {
        CompletableFuture<HttpProbe.Answer> answer = routes.post("/v1/chat/completions", HI + ",\"n\":2}");
        routes.awaitGeneration(1).emit(end(8, 7, 2));
        routes.awaitGeneration(0).emit(end(8, 3, 2));
        ServedRoutes.get(answer);

        PrometheusText metrics = metrics();
        assertThat(metrics.value("mullama_prompt_tokens_total", Map.of())).isEqualTo(8);
        assertThat(metrics.value("mullama_prompt_cached_tokens_total", TINY)).isEqualTo(3);
        assertThat(metrics.value("mullama_tokens_generated_total", Map.of())).isEqualTo(4);
        assertThat(metrics.value("mullama_generations_total", outcome("stop"))).isEqualTo(2);
    }

    @Test
    void aRefusedRequestCountsByItsStatus() throws Exception {
        routes.send("/api/chat", "{'model':5}");
        routes.ask(
                "/api/generate",
                "{\"model\":\"tiny\",\"prompt\":\"Hi\"}",
                new GenerationEvent.Failed(new MullamaException(ErrorCode.INFERENCE_FAILED, "decoding failed")));

        PrometheusText metrics = metrics();
        assertThat(metrics.value("mullama_responses_total", answer("/api/chat", 400)))
                .isEqualTo(1);
        assertThat(metrics.value("mullama_responses_total", answer("/api/generate", 500)))
                .isEqualTo(1);
        assertThat(metrics.value("mullama_generations_total", outcome("failed")))
                .isEqualTo(1);
    }

    @Test
    void anAnswerWithoutItsClientIsCountedToo() throws Exception {
        try (SocketChannel client = routes.probe().send("POST", "/api/chat", HI + "}")) {
            assertThat(client.isOpen()).isTrue();
            routes.awaitGeneration(0);
        }
        Awaitility.await().until(() -> routes.activity.active() == 0);
        routes.awaitGeneration(0)
                .emit(new GenerationEvent.Finished(FinishReason.CANCELLED, new Usage(8, 3, 5, Duration.ofMillis(1))));

        PrometheusText metrics = metrics();
        assertThat(metrics.value("mullama_responses_total", answer("/api/chat", 499)))
                .isEqualTo(1);
        assertThat(metrics.value("mullama_requests_active", Map.of())).isZero();
        assertThat(metrics.value("mullama_generations_total", outcome("cancelled")))
                .isEqualTo(1);
        assertThat(metrics.value("mullama_tokens_generated_total", Map.of())).isEqualTo(5);
    }

    @Test
    void textThatWasEmbeddedCountsAsPrompt() throws Exception {
        routes.send("/api/embeddings", "{'model':'tiny','input':['a','b','c']}");
        routes.send("/api/rerank", "{'model':'tiny','query':'a','documents':['b','c']}");

        PrometheusText metrics = metrics();
        assertThat(metrics.value("mullama_requests_total", Map.of("endpoint", "embeddings")))
                .isEqualTo(1);
        assertThat(metrics.value("mullama_requests_total", Map.of("endpoint", "rerank")))
                .isEqualTo(1);
        assertThat(metrics.value("mullama_prompt_tokens_total", Map.of()))
                .isEqualTo(metrics.value("mullama_model_prompt_tokens_total", TINY))
                .isGreaterThan(3);
    }

    @Test
    void aLoadedModelIsDescribed() throws Exception {
        routes.use("tiny");

        PrometheusText metrics = metrics();
        assertThat(metrics.value("mullama_models_loaded", Map.of())).isEqualTo(1);
        assertThat(metrics.value("mullama_model_context_size", TINY)).isEqualTo(512);
        assertThat(metrics.value("mullama_model_gpu_layers", TINY)).isEqualTo(7);
        assertThat(metrics.value("mullama_model_parameters", TINY)).isPositive();
        assertThat(metrics.value("mullama_memory_used_bytes", Map.of()))
                .isEqualTo(metrics.value("mullama_model_memory_bytes", TINY))
                .isPositive();
        assertThat(metrics.value("mullama_model_load_seconds", TINY)).isPositive();
        assertThat(metrics.value("mullama_tokens_per_second", TINY)).isZero();
    }

    @Test
    void whatAsksNoModelIsNoRequestToOne() throws Exception {
        routes.get("/api/models");
        routes.send("/api/models/load", "{'name':'tiny'}");

        PrometheusText metrics = metrics();
        assertThat(metrics.count("mullama_request_duration_seconds", Map.of())).isZero();
    }

    private static GenerationEvent.Finished end(int prompt, int cached, int completion) {
        return new GenerationEvent.Finished(
                FinishReason.STOP, new Usage(prompt, cached, completion, Duration.ofMillis(1)));
    }

    private static Map<String, String> answer(String path, int status) {
        return Map.of("path", path, "status", Integer.toString(status));
    }

    private static Map<String, String> outcome(String outcome) {
        return Map.of("model", "tiny", "outcome", outcome);
    }

    private PrometheusText metrics() throws IOException {
        return PrometheusText.parse(routes.get("/metrics").body().getBytes(StandardCharsets.UTF_8));
    }
}
