package io.mullama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;

/** Writes the JSON Schema that outputs have in common: names and types, and which of them are always there. Stateless. */
final class JsonShape {
    private JsonShape() {}

    /** The schema of one output. */
    static ObjectNode of(JsonNode value) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", type(value));
        if (value.isObject()) {
            ObjectNode properties = schema.putObject("properties");
            ArrayNode required = schema.putArray("required");
            value.properties().forEach(field -> {
                properties.set(field.getKey(), of(field.getValue()));
                required.add(field.getKey());
            });
        }
        for (JsonNode item : value.isArray() ? value : JsonNodeFactory.instance.arrayNode()) {
            schema.set("items", schema.has("items") ? both((ObjectNode) schema.get("items"), of(item)) : of(item));
        }
        return schema;
    }

    /** The schema of whatever has one of both. */
    static ObjectNode both(ObjectNode one, ObjectNode other) {
        ObjectNode schema = one.deepCopy();
        TreeSet<String> types = new TreeSet<>();
        addTypes(types, one);
        addTypes(types, other);
        if (types.size() == 1) {
            schema.put("type", types.first());
        } else {
            ArrayNode all = schema.putArray("type");
            types.forEach(all::add);
        }
        if (other.has("properties")) {
            mergeProperties(schema, other);
        }
        if (other.has("items")) {
            ObjectNode items = (ObjectNode) other.get("items");
            schema.set("items", schema.has("items") ? both((ObjectNode) schema.get("items"), items) : items);
        }
        return schema;
    }

    private static void mergeProperties(ObjectNode schema, ObjectNode other) {
        if (!schema.has("properties")) {
            schema.set("properties", other.get("properties"));
            schema.set("required", other.get("required"));
            return;
        }
        ObjectNode properties = (ObjectNode) schema.get("properties");
        other.get("properties").properties().forEach(field -> {
            ObjectNode added = (ObjectNode) field.getValue();
            JsonNode known = properties.get(field.getKey());
            properties.set(field.getKey(), known == null ? added : both((ObjectNode) known, added));
        });
        TreeSet<String> always = new TreeSet<>();
        schema.get("required").forEach(name -> always.add(name.asText()));
        TreeSet<String> there = new TreeSet<>();
        other.get("required").forEach(name -> there.add(name.asText()));
        always.retainAll(there);
        ArrayNode required = schema.putArray("required");
        always.forEach(required::add);
    }

    private static void addTypes(Set<String> types, ObjectNode schema) {
        JsonNode type = schema.get("type");
        if (type.isArray()) {
            type.forEach(one -> types.add(one.asText()));
        } else {
            types.add(type.asText());
        }
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> "number";
            default -> "null";
        };
    }
}
