package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.server.metrics.PrometheusText;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code /metrics} of the packaged daemon. */
final class MetricsDaemonIT {
    /** What the daemon told, for {@code promtool} in {@code .ci/run}. */
    private static final Path TEXT = Path.of("target", "metrics.txt");

    private static final Map<String, String> TINY = Map.of("model", "tiny");
    private static final String CHAT =
            "{\"model\":\"tiny\",\"max_tokens\":20,\"messages\":[{\"role\":\"user\",\"content\":\"Tell me a story.\"}]";

    @AutoClose
    private static ServedDaemon daemon;

    @BeforeAll
    static void serve() throws Exception {
        daemon = new ServedDaemon();
    }

    @Test
    void whatTheDaemonDoesIsThere() throws Exception {
        int tokens = post(CHAT + "}").get("completion_tokens").asInt();
        tokens += post(CHAT + "}").get("completion_tokens").asInt();
        cancel();

        PrometheusText metrics = metrics();
        JsonNode stats = daemon.tcp().get("/api/system/status").json().get("stats");

        assertThat(metrics.value("mullama_requests_total", Map.of("endpoint", "chat")))
                .isEqualTo(3)
                .isEqualTo(stats.get("requests_total").asDouble());
        assertThat(metrics.value("mullama_tokens_generated_total", Map.of()))
                .isGreaterThanOrEqualTo(tokens)
                .isEqualTo(stats.get("tokens_generated").asDouble());
        assertThat(metrics.value("mullama_prompt_cached_tokens_total", TINY)).isPositive();
        assertThat(metrics.value("mullama_tokens_per_second", TINY)).isPositive();
        assertThat(metrics.count("mullama_queue_wait_seconds", TINY)).isEqualTo(2);
        assertThat(metrics.value("mullama_model_parameters", TINY)).isGreaterThan(1e6);
        assertThat(metrics.value("mullama_model_load_seconds", TINY)).isPositive();
        assertThat(metrics.value(
                        "mullama_generations_total",
                        Map.of("model", daemon.slow().toString(), "outcome", "cancelled")))
                .isEqualTo(1);
        assertThat(metrics.value("process_resident_memory_bytes", Map.of())).isGreaterThan(1e7);
    }

    private static JsonNode post(String body) throws IOException {
        return daemon.tcp().post("/api/chat", body).json();
    }

    /** Goes away amid an answer that would never end. */
    private static void cancel() throws IOException {
        String body = "{\"model\":\"" + daemon.slow() + "\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";
        try (SocketChannel gone = daemon.tcp().send("POST", "/api/chat", body)) {
            assertThat(gone.isOpen()).isTrue();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> text().contains("mullama_requests_active 1"));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        text().contains("outcome=\"cancelled\"} 1") && text().contains("mullama_requests_active 0"));
    }

    private static PrometheusText metrics() throws IOException {
        String text = text();
        Files.writeString(TEXT, text);
        return PrometheusText.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text() throws IOException {
        return daemon.tcp().get("/metrics").body();
    }
}
