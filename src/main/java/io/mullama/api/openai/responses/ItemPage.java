package io.mullama.api.openai.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import java.util.List;

/** The answer of {@code GET /v1/responses/{id}/input_items}. Immutable. */
public record ItemPage(List<Item> items, boolean hasMore) implements JsonBody {

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("object", "list");
        ArrayNode data = json.putArray("data");
        items.forEach(item -> data.add(item.toJson(ItemStatus.COMPLETED)));
        return json.put("first_id", items.isEmpty() ? "" : items.get(0).id())
                .put(
                        "last_id",
                        items.isEmpty() ? "" : items.get(items.size() - 1).id())
                .put("has_more", hasMore);
    }
}
