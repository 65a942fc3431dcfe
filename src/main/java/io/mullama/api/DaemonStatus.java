package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * The answer of {@code GET /status}: the contract's fields, the daemon's process id and life. Immutable.
 *
 * @param status {@code ok}, {@code starting} or {@code stopping}
 * @param onDemand whether a command started it, so that it ends when it is idle
 */
public record DaemonStatus(
        String status,
        String version,
        long uptimeSecs,
        int modelsLoaded,
        int activeRequests,
        long pid,
        boolean onDemand)
        implements JsonBody {

    @Override
    public ObjectNode toJson() {
        return Json.object()
                .put("status", status)
                .put("version", version)
                .put("uptime_secs", uptimeSecs)
                .put("models_loaded", modelsLoaded)
                .put("active_requests", activeRequests)
                .put("pid", pid)
                .put("on_demand", onDemand);
    }

    public static DaemonStatus fromJson(Fields fields) {
        return new DaemonStatus(
                fields.requiredString("status"),
                fields.requiredString("version"),
                Objects.requireNonNullElse(fields.longInteger("uptime_secs"), 0L),
                Objects.requireNonNullElse(fields.integer("models_loaded"), 0),
                Objects.requireNonNullElse(fields.integer("active_requests"), 0),
                Objects.requireNonNullElse(fields.longInteger("pid"), -1L),
                fields.bool("on_demand", false));
    }
}
