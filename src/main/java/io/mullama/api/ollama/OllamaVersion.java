package io.mullama.api.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;

/**
 * The answer of {@code GET /api/version}; it has no fields beside Ollama's, as some clients refuse them. Immutable.
 *
 * @param version mullama's, or {@link #COMPATIBLE}
 */
public record OllamaVersion(String version) implements JsonBody {
    /** The version of Ollama whose API is here: programs compare it with those that have what they need. */
    public static final String COMPATIBLE = "0.15.0";

    @Override
    public ObjectNode toJson() {
        return Json.object().put("version", version);
    }
}
