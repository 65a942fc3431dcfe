package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
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
        return fromJson(fields, fields.requiredString("prompt"));
    }

    /** The same of a request that has no prompt: its model is only to be loaded or unloaded. */
    public static GenerateRequest withoutPrompt(Fields fields) {
        return fromJson(fields, Objects.requireNonNullElse(fields.string("prompt"), ""));
    }

    private static GenerateRequest fromJson(Fields fields, String prompt) {
        ChatMessage.refuseImages(fields);
        String suffix = text(fields, "suffix");
        String system = text(fields, "system");
        boolean raw = fields.bool("raw", false);
        if (suffix != null && raw) {
            throw fields.invalid("suffix", "cannot be combined with 'raw'");
        }
        if (suffix != null && system != null) {
            // What is filled in has no conversation around it.
            fields.ignore("system");
        }
        return new GenerateRequest(
                fields.string("model"),
                prompt,
                suffix,
                suffix == null ? system : null,
                raw,
                fields.bool("stream", false),
                AnswerFields.withoutTools(fields),
                GenerationOptions.fromJson(fields));
    }

    /** A text that is not empty; Ollama's clients send empty ones for those that they do not give. */
    private static @Nullable String text(Fields fields, String name) {
        String text = fields.string(name);
        return text == null || text.isEmpty() ? null : text;
    }
}
