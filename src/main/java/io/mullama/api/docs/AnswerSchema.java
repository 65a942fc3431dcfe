package io.mullama.api.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import java.util.LinkedHashMap;
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

    /** The first element of each kind stands for all of it. */
    private static ObjectNode list(JsonNode example) {
        Map<JsonNodeType, ObjectNode> kinds = new LinkedHashMap<>();
        example.forEach(each -> kinds.computeIfAbsent(each.getNodeType(), absent -> of(each)));
        ObjectNode schema = type("array");
        if (kinds.size() == 1) {
            kinds.values().forEach(only -> schema.set("items", only));
        } else if (!kinds.isEmpty()) {
            schema.putObject("items").putArray("anyOf").addAll(kinds.values());
        }
        return schema;
    }

    private static ObjectNode type(String name) {
        return Json.object().put("type", name);
    }
}
