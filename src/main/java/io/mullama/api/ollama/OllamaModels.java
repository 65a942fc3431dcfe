package io.mullama.api.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import java.util.List;

/** A list of models: {@code {"models":[…]}}. Immutable. */
public record OllamaModels(List<? extends JsonBody> models) implements JsonBody {
    public OllamaModels {
        models = List.copyOf(models);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("models");
        models.forEach(model -> list.add(model.toJson()));
        return json;
    }
}
