package io.mullama.api.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;

/** The answer of {@code DELETE /v1/responses/{id}}. Immutable. */
public record DeletedResponse(String id) implements JsonBody {

    @Override
    public ObjectNode toJson() {
        return Json.object().put("id", id).put("object", "response").put("deleted", true);
    }
}
