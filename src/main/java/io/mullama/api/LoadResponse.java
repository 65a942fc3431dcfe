package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

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

    public static LoadResponse fromJson(Fields fields) {
        return new LoadResponse(
                fields.requiredString("alias"),
                Objects.requireNonNullElse(fields.longInteger("parameters"), 0L),
                Objects.requireNonNullElse(fields.integer("context_size"), 0),
                Objects.requireNonNullElse(fields.integer("gpu_layers"), 0));
    }
}
