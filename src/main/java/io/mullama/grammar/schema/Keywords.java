package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** Which keywords of JSON Schema are known, and which of them can be enforced. Stateless. */
final class Keywords {
    /** They describe, and are ignored on purpose. */
    private static final Set<String> ANNOTATIONS = Set.of(
            "title",
            "description",
            "default",
            "examples",
            "example",
            "deprecated",
            "readOnly",
            "writeOnly",
            "$schema",
            "$id",
            "id",
            "$comment",
            "$anchor",
            "$vocabulary",
            "$defs",
            "definitions",
            "contentEncoding",
            "contentMediaType",
            "discriminator",
            "externalDocs",
            "xml");

    private static final Set<String> ENFORCED = Set.of(
            "type",
            "nullable",
            "enum",
            "const",
            "$ref",
            "anyOf",
            "oneOf",
            "allOf",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "prefixItems",
            "additionalItems",
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "pattern",
            "format",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf");

    /** Keywords of the standard that no grammar of reasonable size says, with what may help. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("not", "list what is allowed instead, with 'enum' or 'anyOf'"),
            Map.entry("if", "write the cases as 'anyOf'"),
            Map.entry("then", "write the cases as 'anyOf'"),
            Map.entry("else", "write the cases as 'anyOf'"),
            Map.entry("dependentRequired", "write the cases as 'anyOf'"),
            Map.entry("dependentSchemas", "write the cases as 'anyOf'"),
            Map.entry("dependencies", "write the cases as 'anyOf'"),
            Map.entry("patternProperties", "name the properties, or use 'additionalProperties'"),
            Map.entry("propertyNames", "name the properties, or use 'additionalProperties'"),
            Map.entry("minProperties", "name the properties, and which are 'required'"),
            Map.entry("maxProperties", "name the properties"),
            Map.entry("uniqueItems", "leave it out and look at the answer yourself"),
            Map.entry("contains", "use 'prefixItems' or 'items'"),
            Map.entry("minContains", "use 'prefixItems' or 'items'"),
            Map.entry("maxContains", "use 'prefixItems' or 'items'"),
            Map.entry("unevaluatedProperties", "use 'additionalProperties'"),
            Map.entry("unevaluatedItems", "use 'items'"),
            Map.entry("contentSchema", "leave it out"),
            Map.entry("$dynamicRef", "use '$ref'"),
            Map.entry("$dynamicAnchor", "use '$ref' with '#/$defs/...'"),
            Map.entry("$recursiveRef", "use '$ref'"),
            Map.entry("$recursiveAnchor", "use '$ref' with '#/$defs/...'"));

    private Keywords() {}

    /** Whether a keyword is enforced, or ignored on purpose. */
    static boolean isKnown(String keyword) {
        return ENFORCED.contains(keyword) || ANNOTATIONS.contains(keyword) || keyword.startsWith("x-");
    }

    /** Refuses what is not enforced. */
    static void check(JsonNode schema, SchemaPath path) {
        for (Map.Entry<String, JsonNode> field : schema.properties()) {
            String keyword = field.getKey();
            if (isKnown(keyword) || saysNothing(keyword, field.getValue())) {
                continue;
            }
            String hint = REFUSED.get(keyword);
            if (hint != null) {
                throw path.then(keyword).error("cannot be enforced", hint);
            }
            throw path.then(keyword)
                    .error(
                            "is not a keyword of JSON Schema that is known",
                            "leave it out, or begin its name with 'x-'");
        }
    }

    /** Whether a keyword that cannot be enforced forbids nothing. */
    private static boolean saysNothing(String keyword, JsonNode value) {
        return switch (keyword) {
            case "propertyNames" -> isAnyString(value);
            case "uniqueItems" -> value.isBoolean() && !value.booleanValue();
            case "minProperties" -> value.isInt() && value.intValue() == 0;
            case "patternProperties" -> value.isObject() && value.isEmpty();
            case "unevaluatedProperties", "unevaluatedItems" -> value.isBoolean() && value.booleanValue();
            default -> false;
        };
    }

    /** As generators write it for maps with any key. */
    private static boolean isAnyString(JsonNode schema) {
        boolean onlyType = schema.size() == 1 && schema.path("type").asText().equals("string");
        return onlyType || (schema.isObject() && schema.isEmpty()) || (schema.isBoolean() && schema.booleanValue());
    }
}
