package io.mullama.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MetricsTest {
    private static final String MODEL = "llama3.2:1b";
    private static final ProcessUsage PROCESS = new ProcessUsage(
            OptionalDouble.of(1.5), OptionalLong.of(4096), OptionalLong.empty(), Instant.ofEpochMilli(1_500));

    private final Metrics metrics = new Metrics();

    /** The example of the contract, with our own metrics and buckets between its lines and behind them. */
    @Test
    void theContractsNumbersMakeTheContractsText() throws IOException {
        requests();
        metrics.answers().answered(new Answered(MODEL, "stop", new Answered.Tokens(12_500, 100, 45_000), times()));
        Snapshot.Shape shape = new Snapshot.Shape(1_236_000_000, 4096, 35);
        Snapshot now = new Snapshot(
                "0.3.0",
                Duration.ofHours(1),
                2,
                4_500_000_000L,
                List.of(new Snapshot.Model(shape, MODEL, 1, Duration.ZERO, 0)));

        List<String> contract = contract();
        List<String> text = text(now).lines().toList();

        assertThat(text.stream().filter(contract::contains)).containsExactlyElementsOf(contract);
        int end = text.indexOf("mullama_request_duration_seconds_sum 95.5") + 1;
        assertThat(text.subList(0, end).stream().filter(line -> !contract.contains(line)))
                .allMatch(line -> line.startsWith("mullama_request_duration_seconds_bucket{")
                        || line.equals("mullama_requests_total{endpoint=\"rerank\"} 0"));
    }

    @Test
    void allEndpointsAreThereFromTheStart() {
        assertThat(text(nothing()).lines())
                .contains(
                        "mullama_requests_total{endpoint=\"chat\"} 0",
                        "mullama_requests_total{endpoint=\"generate\"} 0",
                        "mullama_requests_total{endpoint=\"embeddings\"} 0",
                        "mullama_requests_total{endpoint=\"rerank\"} 0",
                        "mullama_requests_active 0",
                        "mullama_request_duration_seconds_bucket{le=\"+Inf\"} 0");
    }

    @Test
    void aRequestCountsWhenItHasEnded() {
        metrics.requests().begin(Endpoint.CHAT, "/api/chat");
        RequestMetrics.Running second = metrics.requests().begin(Endpoint.EMBEDDINGS, "/v1/embeddings");
        second.end(404);
        second.end(200);

        assertThat(metrics.requests().active()).isEqualTo(1);
        assertThat(metrics.requests().total()).isEqualTo(1);
        assertThat(text(nothing()).lines())
                .contains("mullama_responses_total{path=\"/v1/embeddings\",status=\"404\"} 1");
    }

    @Test
    void anAnswerIsMeasuredUnderItsModel() {
        metrics.answers().answered(new Answered("m", "length", new Answered.Tokens(8, 3, 11), times(20, 40, 500)));
        metrics.answers().answered(new Answered("m", "cancelled", Answered.Tokens.NONE, Answered.Times.NONE));
        metrics.answers().read("e", 9);

        assertThat(text(nothing()).lines())
                .contains(
                        "mullama_tokens_generated_total 11",
                        "mullama_prompt_tokens_total 17",
                        "mullama_tokens_per_second{model=\"m\"} 20",
                        "mullama_tokens_per_second{model=\"e\"} 0",
                        "mullama_generations_total{model=\"m\",outcome=\"cancelled\"} 1",
                        "mullama_generations_total{model=\"m\",outcome=\"length\"} 1",
                        "mullama_model_tokens_generated_total{model=\"m\"} 11",
                        "mullama_model_prompt_tokens_total{model=\"e\"} 9",
                        "mullama_prompt_cached_tokens_total{model=\"m\"} 3",
                        "mullama_time_to_first_token_seconds_bucket{model=\"m\",le=\"0.01\"} 0",
                        "mullama_time_to_first_token_seconds_bucket{model=\"m\",le=\"0.05\"} 1",
                        "mullama_time_to_first_token_seconds_count{model=\"m\"} 1",
                        "mullama_queue_wait_seconds_sum{model=\"m\"} 0.02",
                        "mullama_time_per_output_token_seconds_sum{model=\"m\"} 0.05");
    }

    @Test
    void aLoadedModelIsDescribed() {
        Snapshot.Shape shape = new Snapshot.Shape(3, 4, 5);
        Snapshot now = new Snapshot(
                "1", Duration.ZERO, 1, 6, List.of(new Snapshot.Model(shape, "m", 6, Duration.ofMillis(1250), 2)));

        assertThat(text(now).lines())
                .contains(
                        "mullama_tokens_per_second{model=\"m\"} 0",
                        "mullama_model_memory_bytes{model=\"m\"} 6",
                        "mullama_model_load_seconds{model=\"m\"} 1.25",
                        "mullama_model_requests_active{model=\"m\"} 2");
    }

    @Test
    void theProcessIsDescribedByWhatTheSystemTells() {
        assertThat(text(nothing()).lines())
                .contains(
                        "process_cpu_seconds_total 1.5",
                        "process_resident_memory_bytes 4096",
                        "process_start_time_seconds 1.5")
                .noneMatch(line -> line.contains("process_open_fds"));
    }

    @Test
    void aSystemWithoutProcTellsNoResidentMemory() {
        assertThat(ProcessUsage.read(Path.of("/nowhere/status"), Instant.EPOCH).residentBytes())
                .isEmpty();
    }

    @Test
    void tenThousandModelsDoNotMakeTenThousandSamples() {
        for (int i = 0; i < 10_000; i++) {
            metrics.answers().read("model-" + i, 1);
        }

        assertThat(text(nothing()).lines().filter(line -> line.startsWith("mullama_model_prompt_tokens_total{")))
                .hasSize(AnswerMetrics.MOST_MODELS + 1)
                .contains("mullama_model_prompt_tokens_total{model=\"other\"} " + (10_000 - AnswerMetrics.MOST_MODELS));
    }

    @Test
    void anotherParserReadsEverySample() throws IOException {
        requests();
        metrics.answers().answered(new Answered("a\"b\\c", "stop", new Answered.Tokens(1, 0, 3), times(1, 2, 3)));
        metrics.answers().answered(new Answered(MODEL, "stop", new Answered.Tokens(1, 0, 3), times(1, 2, 3)));

        PrometheusText parsed = PrometheusText.parse(metrics.text(nothing(), PROCESS));

        assertThat(parsed.value("mullama_requests_total", Map.of("endpoint", "chat")))
                .isEqualTo(120);
        assertThat(parsed.value("mullama_tokens_per_second", Map.of("model", "a\"b\\c")))
                .isEqualTo(666.67);
        assertThat(parsed.count("mullama_request_duration_seconds", Map.of())).isEqualTo(150);
        assertThat(parsed.count("mullama_queue_wait_seconds", Map.of("model", MODEL)))
                .isEqualTo(1);
    }

    /** As many of each kind, and as long, as in the contract's example; one more has begun. */
    private void requests() {
        List<Integer> millis = new ArrayList<>();
        Map.of(100, 10, 200, 75, 600, 45, 1500, 18, 12_750, 2)
                .forEach((each, count) ->
                        Stream.generate(() -> each).limit(count).forEach(millis::add));
        for (int i = 0; i < millis.size(); i++) {
            Endpoint endpoint = i < 120 ? Endpoint.CHAT : i < 145 ? Endpoint.GENERATE : Endpoint.EMBEDDINGS;
            metrics.requests().begin(endpoint, "/any");
            metrics.requests().end(endpoint, "/any", 200, millis.get(i) * 1_000_000L);
        }
        metrics.requests().begin(Endpoint.CHAT, "/any");
    }

    /** Of 45000 tokens, so that the contract's speed comes out. */
    private static Answered.Times times() {
        return times(0, 0, Math.round(44_999 * 1000 / 35.2));
    }

    private static Answered.Times times(long queue, long firstToken, long generation) {
        return new Answered.Times(
                Duration.ofMillis(queue), Duration.ofMillis(firstToken), Duration.ofMillis(generation));
    }

    private static Snapshot nothing() {
        return new Snapshot("1", Duration.ZERO, 0, 0, List.of());
    }

    private String text(Snapshot now) {
        return new String(metrics.text(now, PROCESS), StandardCharsets.UTF_8);
    }

    private static List<String> contract() throws IOException {
        try (InputStream lines = Objects.requireNonNull(MetricsTest.class.getResourceAsStream("contract.txt"))) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
