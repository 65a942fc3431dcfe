package io.mullama.api.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;

/**
 * The answer of {@code GET /api/version}. Immutable.
 *
 * @param own mullama's version
 * @param asOllama whether Ollama's takes its place, which programs compare with those that have what they need
 */
public record OllamaVersion(String own, boolean asOllama) implements JsonBody {
    /** The version of Ollama whose API is here. */
    public static final String COMPATIBLE = "0.15.0";

    @Override
    public ObjectNode toJson() {
        return Json.object()
                .put("version", asOllama ? COMPATIBLE : own)
                .put("mullama_version", own)
                .put("ollama_version", COMPATIBLE);
    }
}
