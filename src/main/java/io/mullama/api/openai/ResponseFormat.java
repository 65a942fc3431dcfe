package io.mullama.api.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.Fields;
import io.mullama.api.FormatField;

/** Reads {@code response_format}, OpenAI's word for what an answer's text must be. Stateless. */
final class ResponseFormat {
    private static final String FIELD = "response_format";

    private static final String SCHEMA = "json_schema";

    private ResponseFormat() {}

    /** OpenAI's word; else a schema as llama-server takes it, else mullama's and Ollama's word. */
    static FormatField readAny(Fields fields) {
        FormatField own = read(fields);
        JsonNode schema = fields.node(SCHEMA);
        FormatField other = FormatField.read(fields);
        if (own != FormatField.FREE || schema == null) {
            return own == FormatField.FREE ? other : own;
        }
        return new FormatField.Schema(SCHEMA, object(fields, SCHEMA, schema));
    }

    private static FormatField read(Fields fields) {
        Fields format = fields.object(FIELD);
        if (format == null) {
            return FormatField.FREE;
        }
        String type = format.requiredString("type");
        return switch (type) {
            case "text" -> FormatField.FREE;
            case "json_object" -> jsonObject(format);
            case "json_schema" -> schema(format);
            default -> throw format.invalid("type", "must be text, json_object or json_schema, not \"" + type + "\"");
        };
    }

    /** As llama-server has it, a schema may stand beside. */
    private static FormatField jsonObject(Fields format) {
        JsonNode schema = format.node("schema");
        return schema == null || schema.isEmpty()
                ? FormatField.JSON
                : new FormatField.Schema(FIELD + ".schema", object(format, "schema", schema));
    }

    private static FormatField schema(Fields format) {
        Fields wanted = format.object(SCHEMA);
        if (wanted == null) {
            throw format.missing(SCHEMA);
        }
        wanted.string("name");
        wanted.string("description");
        // What is asked for is held to the schema, be it strict or not.
        wanted.bool("strict");
        JsonNode schema = wanted.node("schema");
        if (schema == null) {
            throw wanted.missing("schema");
        }
        return new FormatField.Schema(FIELD + ".json_schema.schema", object(wanted, "schema", schema));
    }

    private static JsonNode object(Fields fields, String name, JsonNode schema) {
        if (!schema.isObject()) {
            throw fields.invalid(name, "must be a JSON Schema, an object");
        }
        return schema;
    }
}
