package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/**
 * What was done to a model: {@code {"status":"deleted","alias":…}}. Immutable.
 *
 * @param status {@code deleted}, {@code copied}, {@code unloaded}
 * @param files that were deleted; none where another name has them, or nothing is
 */
public record ModelChange(String status, String alias, List<String> files) implements JsonBody {
    public ModelChange {
        files = List.copyOf(files);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("status", status).put("alias", alias);
        if (status.equals("deleted")) {
            ArrayNode list = json.putArray("files");
            files.forEach(list::add);
        }
        return json;
    }

    public static ModelChange fromJson(Fields fields) {
        return new ModelChange(
                fields.requiredString("status"),
                fields.requiredString("alias"),
                Objects.requireNonNullElse(fields.strings("files"), List.of()));
    }
}
