package io.mullama.api.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.Fields;
import io.mullama.api.FormatField;
import java.util.List;

/** Reads {@code text}: what an answer's text must be. Stateless. */
final class TextReader {
    private static final List<String> VERBOSITIES = List.of("low", "high");

    private TextReader() {}

    /** OpenAI's word, or mullama's where that is missing; what has no effect is said in the notes. */
    static FormatField read(Fields fields, List<String> notes) {
        FormatField other = FormatField.read(fields);
        Fields text = fields.object("text");
        if (text == null) {
            return other;
        }
        verbosity(text, notes);
        Fields format = text.object("format");
        FormatField own = format == null ? FormatField.FREE : format(format);
        return own == FormatField.FREE ? other : own;
    }

    /** Models of OpenAI's are trained to heed it; others are told in words how long to be. */
    private static void verbosity(Fields text, List<String> notes) {
        String verbosity = text.string("verbosity");
        if (verbosity == null || verbosity.equals("medium")) {
            return;
        }
        if (!VERBOSITIES.contains(verbosity)) {
            throw text.invalid("verbosity", "must be low, medium or high, not \"" + verbosity + "\"");
        }
        notes.add("'text.verbosity' has no effect on a local model; say in 'instructions' how long to be");
    }

    private static FormatField format(Fields format) {
        String type = format.requiredString("type");
        return switch (type) {
            case "text" -> FormatField.FREE;
            case "json_object" -> FormatField.JSON;
            case "json_schema" -> schema(format);
            default -> throw format.invalid("type", "must be text, json_object or json_schema, not \"" + type + "\"");
        };
    }

    private static FormatField schema(Fields format) {
        format.string("name");
        format.string("description");
        // What is asked for is held to the schema, be it strict or not.
        format.bool("strict");
        JsonNode schema = format.node("schema");
        if (schema == null) {
            throw format.missing("schema");
        }
        if (!schema.isObject()) {
            throw format.invalid("schema", "must be a JSON Schema, an object");
        }
        return new FormatField.Schema("text.format.schema", schema);
    }
}
