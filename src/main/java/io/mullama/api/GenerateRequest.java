package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/generate}. Immutable.
 *
 * @param model null for the daemon's default
 * @param suffix what stands behind the place that is to be filled; null to go on after the prompt
 * @param raw whether the prompt is taken as it is, without the model's chat template
 */
public record GenerateRequest(
        @Nullable String model,
        String prompt,
        @Nullable String suffix,
        @Nullable String system,
        boolean raw,
        boolean stream,
        AnswerFields answer,
        GenerationOptions options)
        implements JsonBody {

    /** A request for text. */
    public GenerateRequest(
            @Nullable String model, String prompt, boolean raw, boolean stream, GenerationOptions options) {
        this(model, prompt, null, null, raw, stream, AnswerFields.TEXT, options);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (model != null) {
            json.put("model", model);
        }
        json.put("prompt", prompt);
        if (suffix != null) {
            json.put("suffix", suffix);
        }
        if (system != null) {
            json.put("system", system);
        }
        if (raw) {
            json.put("raw", true);
        }
        json.put("stream", stream);
        answer.writeTo(json);
        options.writeTo(json);
        return json;
    }

    public static GenerateRequest fromJson(Fields fields) {
        ChatMessage.refuseImages(fields);
        String suffix = fields.string("suffix");
        String system = fields.string("system");
        boolean raw = fields.bool("raw", false);
        if (suffix != null && !suffix.isEmpty() && (raw || system != null)) {
            throw fields.invalid("suffix", "cannot be combined with '" + (raw ? "raw" : "system") + "'");
        }
        return new GenerateRequest(
                fields.string("model"),
                fields.requiredString("prompt"),
                // Ollama's clients always send one.
                suffix == null || suffix.isEmpty() ? null : suffix,
                system,
                raw,
                fields.bool("stream", false),
                AnswerFields.withoutTools(fields),
                GenerationOptions.fromJson(fields));
    }
}
