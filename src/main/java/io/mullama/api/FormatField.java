package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What an answer's text must be. Immutable. */
public sealed interface FormatField {
    FormatField FREE = new Free();
    FormatField JSON = new AnyJson();

    /** Any text. */
    record Free() implements FormatField {
        @Override
        public void writeTo(ObjectNode json) {}
    }

    /** A JSON object. */
    record AnyJson() implements FormatField {
        @Override
        public void writeTo(ObjectNode json) {
            json.put("format", "json");
        }
    }

    /**
     * JSON that a schema accepts.
     *
     * @param field where the request has it
     */
    record Schema(String field, JsonNode schema) implements FormatField {
        @Override
        public void writeTo(ObjectNode json) {
            json.set("format", schema);
        }
    }

    /** The format as mullama and Ollama write it: {@code "json"} or a schema. */
    static FormatField read(Fields fields) {
        JsonNode node = fields.node("format");
        if (node == null || (node.isTextual() && node.textValue().isEmpty())) {
            return FREE;
        }
        if (node.isTextual() && node.textValue().equals("json")) {
            return JSON;
        }
        if (!node.isObject()) {
            throw fields.invalid("format", "must be \"json\" or a JSON Schema, an object");
        }
        return new Schema("format", node);
    }

    void writeTo(ObjectNode json);
}
