package io.mullama.api.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import java.util.Map;

/** The JSON Schema of an answer's body, which is that of an example with every field. Stateless. */
final class AnswerSchema {
    private AnswerSchema() {}

    static ObjectNode of(JsonNode example) {
        return switch (example.getNodeType()) {
            case OBJECT -> object(example);
            case ARRAY -> list(example);
            case STRING -> type("string");
            case BOOLEAN -> type("boolean");
            case NUMBER -> type(example.isIntegralNumber() ? "integer" : "number");
            default -> Json.object();
        };
    }

    /** An empty one may have any fields. */
    private static ObjectNode object(JsonNode example) {
        ObjectNode schema = type("object");
        if (example.isEmpty()) {
            return schema;
        }
        ObjectNode properties = schema.putObject("properties");
        for (Map.Entry<String, JsonNode> field : example.properties()) {
            properties.set(field.getKey(), of(field.getValue()));
        }
        return schema;
    }

    /** Its first element stands for all. */
    private static ObjectNode list(JsonNode example) {
        ObjectNode schema = type("array");
        if (!example.isEmpty()) {
            schema.set("items", of(example.get(0)));
        }
        return schema;
    }

    private static ObjectNode type(String name) {
        return Json.object().put("type", name);
    }
}
