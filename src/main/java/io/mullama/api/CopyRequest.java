package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The body of {@code POST /api/models/copy}. Immutable. */
public record CopyRequest(String source, String destination) implements JsonBody {
    @Override
    public ObjectNode toJson() {
        return Json.object().put("source", source).put("destination", destination);
    }

    public static CopyRequest fromJson(Fields fields) {
        return new CopyRequest(fields.requiredString("source"), fields.requiredString("destination"));
    }
}
