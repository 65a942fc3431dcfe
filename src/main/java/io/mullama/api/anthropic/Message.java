package io.mullama.api.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import java.util.List;

/**
 * An answer of {@code /v1/messages}: the whole, or how its stream begins. Immutable.
 *
 * @param id {@code msg_…}
 * @param model as the request called it
 */
public record Message(String id, String model, List<AnswerBlock> content, MessageEnd end, MessageUsage usage)
        implements JsonBody {

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("type", "message")
                .put("role", "assistant")
                .put("model", model);
        ArrayNode blocks = json.putArray("content");
        content.forEach(block -> blocks.add(block.toJson()));
        end.writeTo(json);
        json.set("usage", usage.toJson());
        return json;
    }
}
