package io.mullama.api.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import java.util.List;

/** The answer of {@code GET /v1/models}. Immutable. */
public record OpenAiModelList(List<OpenAiModel> models) implements JsonBody {

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("object", "list");
        ArrayNode data = json.putArray("data");
        models.forEach(model -> data.add(model.toJson()));
        return json;
    }
}
