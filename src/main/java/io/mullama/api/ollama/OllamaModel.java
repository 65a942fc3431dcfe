package io.mullama.api.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import java.time.Instant;
import java.util.List;

/**
 * A model in the list of {@code GET /api/tags}. Immutable.
 *
 * @param name with its tag: {@code llama3.2:latest}
 * @param size in bytes
 * @param digest 64 hexadecimal digits, which differ for different models
 */
public record OllamaModel(
        String name, Instant modifiedAt, long size, String digest, OllamaDetails details, List<String> capabilities)
        implements JsonBody {
    public OllamaModel {
        capabilities = List.copyOf(capabilities);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("name", name)
                .put("model", name)
                .put("modified_at", modifiedAt.toString())
                .put("size", size)
                .put("digest", digest);
        json.set("details", details.toJson());
        ArrayNode list = json.putArray("capabilities");
        capabilities.forEach(list::add);
        return json;
    }
}
