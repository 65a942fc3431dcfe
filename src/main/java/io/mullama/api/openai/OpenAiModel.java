package io.mullama.api.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import java.time.Instant;

/**
 * A model in {@code GET /v1/models}, and the answer of {@code GET /v1/models/{id}}. Immutable.
 *
 * @param created when its file was last changed
 */
public record OpenAiModel(String id, Instant created) implements JsonBody {

    @Override
    public ObjectNode toJson() {
        return Json.object()
                .put("id", id)
                .put("object", "model")
                .put("created", created.getEpochSecond())
                .put("owned_by", "mullama");
    }
}
