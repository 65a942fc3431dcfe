package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * How a conversation is held. Immutable.
 *
 * @param model a name, or an absolute path
 * @param system instructions that hold for all of it
 * @param contextSize tokens that the model is to have room for; null for what it has
 */
public record ChatSetup(
        String model,
        @Nullable String system,
        AnswerFields answer,
        GenerationOptions options,
        @Nullable Integer contextSize) {
    /** A setup that leaves the context's size open. */
    public ChatSetup(String model, @Nullable String system, AnswerFields answer, GenerationOptions options) {
        this(model, system, answer, options, null);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("model", model);
        if (system != null) {
            json.put("system", system);
        }
        answer.writeTo(json);
        options.writeTo(json);
        if (contextSize != null) {
            json.put(ContextSizeField.NAME, contextSize);
        }
        return json;
    }

    static ChatSetup fromJson(Fields fields) {
        return new ChatSetup(
                fields.requiredString("model"),
                fields.string("system"),
                AnswerFields.fromJson(fields),
                GenerationOptions.fromJson(fields),
                fields.integer(ContextSizeField.NAME));
    }
}
