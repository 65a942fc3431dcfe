package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.model.ModelName;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/models/load}. Immutable.
 *
 * @param path of a GGUF file, which then goes by the alias until it is unloaded; null for the alias's own
 * @param gpuLayers null for the daemon's setting
 * @param contextSize null for the daemon's setting
 * @param mmproj a vision projector
 * @param keepAlive null for the daemon's setting
 */
public record LoadRequest(
        String alias,
        @Nullable String path,
        @Nullable Integer gpuLayers,
        @Nullable Integer contextSize,
        @Nullable String mmproj,
        boolean setDefault,
        @Nullable String keepAlive)
        implements JsonBody {

    private static final Range CONTEXT_SIZE = new Range(1, Integer.MAX_VALUE);

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("alias", alias).put("set_default", setDefault);
        if (path != null) {
            json.put("path", path);
        }
        if (gpuLayers != null) {
            json.put("gpu_layers", gpuLayers);
        }
        if (contextSize != null) {
            json.put("context_size", contextSize);
        }
        if (mmproj != null) {
            json.put("mmproj", mmproj);
        }
        if (keepAlive != null) {
            json.put("keep_alive", keepAlive);
        }
        return json;
    }

    public static LoadRequest fromJson(Fields fields) {
        Integer contextSize = fields.integer("context_size");
        CONTEXT_SIZE.require(fields, "context_size", contextSize);
        String alias = fields.requiredString("alias");
        ModelName unusedAlias = ModelName.parse("alias", alias);
        String path = fields.string("path");
        if (path != null) {
            ModelName unusedPath = ModelName.parse("path", path);
        }
        return new LoadRequest(
                alias,
                path,
                fields.integer("gpu_layers"),
                contextSize,
                fields.string("mmproj"),
                fields.bool("set_default", false),
                GenerationOptions.keepAlive(fields));
    }
}
