package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.model.ModelName;

/** The body of {@code POST /api/models/copy}. Immutable. */
public record CopyRequest(String source, String destination) implements JsonBody {
    @Override
    public ObjectNode toJson() {
        return Json.object().put("source", source).put("destination", destination);
    }

    public static CopyRequest fromJson(Fields fields) {
        String source = fields.requiredString("source");
        String destination = fields.requiredString("destination");
        ModelName unusedSource = ModelName.parse("source", source);
        ModelName unusedDestination = ModelName.parse("destination", destination);
        return new CopyRequest(source, destination);
    }
}
