package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/generate}. Immutable.
 *
 * @param model null for the daemon's default
 * @param raw whether the prompt is taken as it is, without the model's chat template
 */
public record GenerateRequest(
        @Nullable String model,
        String prompt,
        @Nullable String system,
        boolean raw,
        boolean stream,
        GenerationOptions options)
        implements JsonBody {

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (model != null) {
            json.put("model", model);
        }
        json.put("prompt", prompt);
        if (system != null) {
            json.put("system", system);
        }
        if (raw) {
            json.put("raw", true);
        }
        json.put("stream", stream);
        options.writeTo(json);
        return json;
    }

    public static GenerateRequest fromJson(Fields fields) {
        return new GenerateRequest(
                fields.string("model"),
                fields.requiredString("prompt"),
                fields.string("system"),
                fields.bool("raw", false),
                fields.bool("stream", false),
                GenerationOptions.fromJson(fields));
    }
}
