package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The types that a schema names, or that its keywords are about. Stateless. */
final class Types {
    private static final List<String> ALL =
            List.of("string", "integer", "number", "boolean", "null", "object", "array");

    private Types() {}

    /** None where any type will do. */
    static Set<String> of(Fields fields) {
        JsonNode type = fields.schema().get("type");
        if (type == null) {
            return implied(fields);
        }
        Set<String> types = new LinkedHashSet<>();
        for (JsonNode each : type.isTextual() ? List.of(type) : fields.list("type")) {
            if (!ALL.contains(each.asText()) || !each.isTextual()) {
                throw fields.path()
                        .then("type")
                        .error("must be one of " + String.join(", ", ALL) + ", or a list of them");
            }
            types.add(each.asText());
        }
        if (types.contains("number")) {
            types.remove("integer");
        }
        return types;
    }

    private static Set<String> implied(Fields fields) {
        Set<String> types = new LinkedHashSet<>();
        if (fields.has("properties", "required", "additionalProperties")) {
            types.add("object");
        }
        if (fields.has("items", "prefixItems", "additionalItems", "minItems", "maxItems")) {
            types.add("array");
        }
        if (fields.has("minLength", "maxLength", "pattern", "format")) {
            types.add("string");
        }
        if (fields.has("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")) {
            types.add("number");
        }
        return types;
    }
}
