package io.mullama.api.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import java.time.Instant;

/**
 * A model in the list of {@code GET /api/ps}. Immutable.
 *
 * @param size bytes of memory that it takes
 * @param sizeVram those of them that are a GPU's
 * @param contextLength tokens that a request may use
 */
public record RunningModel(
        String name,
        long size,
        String digest,
        OllamaDetails details,
        Instant expiresAt,
        long sizeVram,
        int contextLength)
        implements JsonBody {

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("name", name)
                .put("model", name)
                .put("size", size)
                .put("digest", digest);
        json.set("details", details.toJson());
        return json.put("expires_at", expiresAt.toString())
                .put("size_vram", sizeVram)
                .put("context_length", contextLength);
    }
}
