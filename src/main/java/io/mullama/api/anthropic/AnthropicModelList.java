package io.mullama.api.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import java.util.List;

/**
 * The answer of {@code GET /v1/models}. Immutable.
 *
 * @param more whether there are more in the direction that was asked for
 */
public record AnthropicModelList(List<AnthropicModel> models, boolean more) implements JsonBody {

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        ArrayNode data = json.putArray("data");
        models.forEach(model -> data.add(model.toJson()));
        json.put("has_more", more);
        json.put("first_id", models.isEmpty() ? null : models.get(0).id());
        return json.put(
                "last_id",
                models.isEmpty() ? null : models.get(models.size() - 1).id());
    }
}
