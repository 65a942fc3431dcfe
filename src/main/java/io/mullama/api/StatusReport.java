package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * All that {@code mullama status} tells: {@code GET /api/system/status}, what {@code GET /status} has beside it, and the
 * models that are loaded. Immutable.
 *
 * @param address where the daemon answered
 * @param home {@code MULLAMA_HOME} of who asks; null where the daemon has another
 */
public record StatusReport(
        DaemonStatus daemon,
        SystemStatus system,
        ModelList loaded,
        String address,
        @Nullable String home) implements JsonBody {

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("status", daemon.status())
                .put("pid", daemon.pid())
                .put("address", address);
        if (home != null) {
            json.put("home", home);
        }
        json.setAll(system.toJson());
        json.setAll(loaded.toJson());
        return json;
    }
}
