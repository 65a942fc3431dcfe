package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The answer of {@code POST /api/models/load}. Immutable. */
public record LoadResponse(String alias, long parameters, int contextSize, int gpuLayers) implements JsonBody {
    @Override
    public ObjectNode toJson() {
        return Json.object()
                .put("status", "loaded")
                .put("alias", alias)
                .put("parameters", parameters)
                .put("context_size", contextSize)
                .put("gpu_layers", gpuLayers);
    }
}
