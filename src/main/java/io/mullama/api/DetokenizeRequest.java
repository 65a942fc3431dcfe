package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/detokenize}. Immutable.
 *
 * @param model null for the daemon's default
 * @param tokens ids
 * @param keepAlive how long the model stays loaded afterwards; null for the daemon's setting
 */
public record DetokenizeRequest(
        @Nullable String model,
        List<Integer> tokens,
        @Nullable String keepAlive) implements JsonBody {
    public DetokenizeRequest {
        tokens = List.copyOf(tokens);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (model != null) {
            json.put("model", model);
        }
        ArrayNode list = json.putArray("tokens");
        tokens.forEach(list::add);
        if (keepAlive != null) {
            json.put("keep_alive", keepAlive);
        }
        return json;
    }

    public static DetokenizeRequest fromJson(Fields fields) {
        List<Integer> tokens = fields.integers("tokens");
        if (tokens == null) {
            throw fields.missing("tokens");
        }
        return new DetokenizeRequest(fields.string("model"), tokens, GenerationOptions.keepAlive(fields));
    }
}
