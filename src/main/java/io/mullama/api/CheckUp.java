package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What {@code mullama doctor} tells. Immutable.
 *
 * @param client what the command found itself
 * @param daemon what the daemon found; null where it could not be asked
 */
public record CheckUp(DoctorReport client, @Nullable DoctorReport daemon) implements JsonBody {

    /** The worst of all findings. */
    public DoctorReport.Status status() {
        if (daemon == null || daemon.status().compareTo(client.status()) < 0) {
            return client.status();
        }
        return daemon.status();
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("status", status().wireName());
        json.set("client", client.toJson());
        json.set("daemon", daemon == null ? null : daemon.toJson());
        return json;
    }
}
