package io.mullama.api.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;

/** The answer of {@code POST /v1/messages/count_tokens}. Immutable. */
public record TokenCount(int inputTokens) implements JsonBody {

    @Override
    public ObjectNode toJson() {
        return Json.object().put("input_tokens", inputTokens);
    }
}
