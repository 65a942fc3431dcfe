package io.mullama.api.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;

/** The answer of {@code POST /v1/responses/input_tokens}. Immutable. */
public record InputTokens(int count) implements JsonBody {

    @Override
    public ObjectNode toJson() {
        return Json.object().put("object", "response.input_tokens").put("input_tokens", count);
    }
}
