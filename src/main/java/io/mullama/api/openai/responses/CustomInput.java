package io.mullama.api.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.model.MullamaException;
import java.util.Optional;

/** The free text that custom tools take, as the one argument of a function: models call nothing else. Stateless. */
final class CustomInput {
    static final String FIELD = "input";

    /** Of a backslash, a u and four digits, the last is missing. */
    private static final int LONGEST_ESCAPE = 5;

    private CustomInput() {}

    /** The arguments that stand for a text. */
    static String arguments(String input) {
        return Json.text(Json.object().put(FIELD, input));
    }

    /** The text that arguments stand for; of a call that was cut off, what is certain of it. */
    static String of(String arguments) {
        Optional<String> whole = read(arguments);
        // Within an escape sequence the text can be cut at several places.
        for (int end = arguments.length(); whole.isEmpty() && end >= arguments.length() - LONGEST_ESCAPE; end--) {
            whole = read(arguments.substring(0, Math.max(0, end)) + "\"}");
        }
        return whole.orElse("");
    }

    private static Optional<String> read(String json) {
        try {
            return Optional.ofNullable(Json.fields(json).string(FIELD));
        } catch (MullamaException e) {
            return Optional.empty();
        }
    }

    /** The schema of the one argument. */
    static ObjectNode schema(ObjectNode text) {
        ObjectNode schema = Json.object().put("type", "object");
        schema.putObject("properties").set(FIELD, text);
        schema.putArray("required").add(FIELD);
        return schema.put("additionalProperties", false);
    }
}
