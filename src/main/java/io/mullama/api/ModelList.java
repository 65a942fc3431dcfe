package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The answer of {@code GET /api/models}: what is loaded, then what is available. Immutable. */
public record ModelList(List<ModelEntry> models) implements JsonBody {

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("models");
        models.forEach(model -> list.add(model.toJson()));
        return json;
    }

    public static ModelList fromJson(Fields fields) {
        List<ModelEntry> models = fields.objects("models", ModelEntry::fromJson);
        if (models == null) {
            throw fields.missing("models");
        }
        return new ModelList(models);
    }
}
