package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks objects and arrays against schemas that must all hold. For one schema; not thread-safe. */
final class ContainerCheck {
    private final JsonSchemaValidator validator;

    ContainerCheck(JsonSchemaValidator validator) {
        this.validator = validator;
    }

    @Nullable
    String items(List<JsonNode> schemas, JsonNode array, SchemaPath at) {
        for (JsonNode schema : schemas) {
            String problem = items(schema, array, at);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private @Nullable String items(JsonNode schema, JsonNode array, SchemaPath at) {
        boolean old = schema.path("items").isArray();
        JsonNode first = schema.path(old ? "items" : "prefixItems");
        JsonNode rest = schema.path(old ? "additionalItems" : "items");
        JsonNode most = schema.get("maxItems");
        JsonNode least = schema.get("minItems");
        if (most != null && array.size() > most.doubleValue()) {
            return "'" + at.text() + "' must have at most " + most + " items";
        }
        // A list of items means all of them, as far as 'maxItems' lets it.
        double needed = least != null ? least.doubleValue() : first.size();
        if (least == null && most != null) {
            needed = Math.min(needed, most.doubleValue());
        }
        if (array.size() < needed) {
            return "'" + at.text() + "' must have at least " + (least != null ? least : first.size()) + " items";
        }
        if (rest.isMissingNode() && !first.isEmpty() && array.size() > first.size()) {
            return "'" + at.text() + "' must have no more than " + first.size() + " items";
        }
        for (int i = 0; i < array.size(); i++) {
            JsonNode item = i < first.size() ? first.get(i) : rest;
            String problem = item.isMissingNode() ? null : validator.problem(item, array.get(i), at.then(i));
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    @Nullable
    String members(List<JsonNode> schemas, JsonNode object, SchemaPath at) {
        Set<String> named = new HashSet<>();
        boolean silent = true;
        boolean listed = false;
        for (JsonNode schema : schemas) {
            silent &= !schema.has("additionalProperties");
            listed |= schema.has("properties") || schema.has("required");
            schema.path("properties").fieldNames().forEachRemaining(named::add);
            for (JsonNode name : schema.path("required")) {
                named.add(name.asText());
                if (!object.has(name.asText())) {
                    return "'" + at.text() + "' must have the property '" + SchemaPath.shown(name.asText()) + "'";
                }
            }
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (silent && listed && !named.contains(field.getKey())) {
                return "'" + at.text() + "' must not have the property '" + SchemaPath.shown(field.getKey()) + "'";
            }
            String problem = member(schemas, field, at.then(field.getKey()));
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private @Nullable String member(List<JsonNode> schemas, Map.Entry<String, JsonNode> field, SchemaPath at) {
        for (JsonNode schema : schemas) {
            JsonNode own = schema.path("properties").get(field.getKey());
            JsonNode by = own == null ? schema.get("additionalProperties") : own;
            String problem = by == null ? null : validator.problem(by, field.getValue(), at);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }
}
