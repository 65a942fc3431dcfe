package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * The answer of {@code GET /status}: the contract's fields, and the daemon's process id. Immutable.
 *
 * @param status {@code ok}, {@code starting} or {@code stopping}
 */
public record DaemonStatus(
        String status, String version, long uptimeSecs, int modelsLoaded, int activeRequests, long pid)
        implements JsonBody {

    @Override
    public ObjectNode toJson() {
        return Json.object()
                .put("status", status)
                .put("version", version)
                .put("uptime_secs", uptimeSecs)
                .put("models_loaded", modelsLoaded)
                .put("active_requests", activeRequests)
                .put("pid", pid);
    }

    public static DaemonStatus fromJson(Fields fields) {
        return new DaemonStatus(
                fields.requiredString("status"),
                fields.requiredString("version"),
                Objects.requireNonNullElse(fields.longInteger("uptime_secs"), 0L),
                Objects.requireNonNullElse(fields.integer("models_loaded"), 0),
                Objects.requireNonNullElse(fields.integer("active_requests"), 0),
                Objects.requireNonNullElse(fields.longInteger("pid"), -1L));
    }
}
