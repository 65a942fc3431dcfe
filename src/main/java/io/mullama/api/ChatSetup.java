package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * How a conversation is held. Immutable.
 *
 * @param model a name, or an absolute path
 * @param system instructions that hold for all of it
 */
public record ChatSetup(String model, @Nullable String system, AnswerFields answer, GenerationOptions options) {
    ObjectNode toJson() {
        ObjectNode json = Json.object().put("model", model);
        if (system != null) {
            json.put("system", system);
        }
        answer.writeTo(json);
        options.writeTo(json);
        return json;
    }

    static ChatSetup fromJson(Fields fields) {
        return new ChatSetup(
                fields.requiredString("model"),
                fields.string("system"),
                AnswerFields.fromJson(fields),
                GenerationOptions.fromJson(fields));
    }
}
