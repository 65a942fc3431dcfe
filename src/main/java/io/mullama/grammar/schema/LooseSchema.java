package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** Schemas without what cannot be enforced. Stateless. */
public final class LooseSchema {
    /** What stands in them are schemas by names of their own. */
    private static final Set<String> NAMED = Set.of("properties", "$defs", "definitions");

    /** What stands in them are values. */
    private static final Set<String> VALUES = Set.of("enum", "const", "default", "examples", "example");

    private LooseSchema() {}

    /** The schema without keywords and formats that cannot be enforced; it allows more, or the same. */
    public static JsonNode of(JsonNode schema) {
        if (schema instanceof ArrayNode list) {
            ArrayNode loose = JsonNodeFactory.instance.arrayNode();
            list.forEach(each -> loose.add(of(each)));
            return loose;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode loose = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (isEnforceable(field.getKey(), field.getValue())) {
                loose.set(field.getKey(), part(field.getKey(), field.getValue()));
            }
        }
        return loose;
    }

    private static boolean isEnforceable(String keyword, JsonNode value) {
        return keyword.equals("format") ? Formats.isKnown(value.asText()) : Keywords.isKnown(keyword);
    }

    private static JsonNode part(String keyword, JsonNode value) {
        if (VALUES.contains(keyword)) {
            return value;
        }
        if (!NAMED.contains(keyword) || !(value instanceof ObjectNode named)) {
            return of(value);
        }
        ObjectNode loose = JsonNodeFactory.instance.objectNode();
        named.properties().forEach(each -> loose.set(each.getKey(), of(each.getValue())));
        return loose;
    }
}
