package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A model that can be had by a short name: an element of {@code GET /api/defaults}. Immutable.
 *
 * @param name without a colon: {@code llama3.2-1b}
 * @param sizeHint how many parameters: {@code 1B}
 * @param from where it is
 * @param alias the name that requests call it by: {@code llama3.2:1b}
 */
public record DefaultModel(
        String name,
        String description,
        String sizeHint,
        List<String> tags,
        String from,
        boolean hasThinking,
        boolean hasVision,
        boolean hasTools,
        String alias)
        implements JsonBody {

    public DefaultModel {
        tags = List.copyOf(tags);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json =
                Json.object().put("name", name).put("description", description).put("size_hint", sizeHint);
        ArrayNode list = json.putArray("tags");
        tags.forEach(list::add);
        return json.put("from", from)
                .put("has_thinking", hasThinking)
                .put("has_vision", hasVision)
                .put("has_tools", hasTools)
                .put("alias", alias);
    }
}
