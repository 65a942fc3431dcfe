package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /api/system/status}. Immutable.
 *
 * @param httpEndpoint {@code http://127.0.0.1:8080}; null where only the socket listens
 * @param ipcEndpoint {@code ipc:///…/mullama.sock}
 * @param defaultModel null where there is none
 */
public record SystemStatus(
        String version,
        long uptimeSecs,
        int modelsLoaded,
        @Nullable String httpEndpoint,
        @Nullable String ipcEndpoint,
        @Nullable String defaultModel,
        Stats stats)
        implements JsonBody {

    /** Counters since the daemon started, and the machine's memory in bytes. Immutable. */
    public record Stats(
            long requestsTotal,
            long tokensGenerated,
            int activeRequests,
            boolean gpuAvailable,
            long memoryUsedBytes,
            long memoryTotalBytes) {
        private static final Stats NONE = new Stats(0, 0, 0, false, 0, 0);

        private static Stats fromJson(Fields fields) {
            return new Stats(
                    Objects.requireNonNullElse(fields.longInteger("requests_total"), 0L),
                    Objects.requireNonNullElse(fields.longInteger("tokens_generated"), 0L),
                    Objects.requireNonNullElse(fields.integer("active_requests"), 0),
                    fields.bool("gpu_available", false),
                    Objects.requireNonNullElse(fields.longInteger("memory_used_bytes"), 0L),
                    Objects.requireNonNullElse(fields.longInteger("memory_total_bytes"), 0L));
        }
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("version", version)
                .put("uptime_secs", uptimeSecs)
                .put("models_loaded", modelsLoaded)
                .put("http_endpoint", httpEndpoint)
                .put("ipc_endpoint", ipcEndpoint)
                .put("default_model", defaultModel);
        json.putObject("stats")
                .put("requests_total", stats.requestsTotal)
                .put("tokens_generated", stats.tokensGenerated)
                .put("active_requests", stats.activeRequests)
                .put("gpu_available", stats.gpuAvailable)
                .put("memory_used_bytes", stats.memoryUsedBytes)
                .put("memory_total_bytes", stats.memoryTotalBytes);
        return json;
    }

    public static SystemStatus fromJson(Fields fields) {
        Fields stats = fields.object("stats");
        return new SystemStatus(
                fields.requiredString("version"),
                Objects.requireNonNullElse(fields.longInteger("uptime_secs"), 0L),
                Objects.requireNonNullElse(fields.integer("models_loaded"), 0),
                fields.string("http_endpoint"),
                fields.string("ipc_endpoint"),
                fields.string("default_model"),
                stats == null ? Stats.NONE : Stats.fromJson(stats));
    }
}
