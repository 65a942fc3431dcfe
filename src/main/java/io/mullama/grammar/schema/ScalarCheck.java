package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.grammar.regex.Automaton;
import io.mullama.grammar.regex.Regex;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks what one schema's own keywords say of types, values, numbers and strings. Not thread-safe. */
final class ScalarCheck {
    private static final List<String> OBJECT = List.of("properties", "required", "additionalProperties");
    private static final List<String> ARRAY =
            List.of("items", "prefixItems", "additionalItems", "minItems", "maxItems");
    private static final List<String> STRING = List.of("minLength", "maxLength", "pattern", "format");
    private static final List<String> NUMBER =
            List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");

    private final Map<String, Automaton> patterns = new HashMap<>();

    /** What is wrong, without where; null if nothing is. */
    @Nullable
    String problem(JsonNode schema, JsonNode value) {
        if (!hasType(schema, value)) {
            return "must be of another type: " + (schema.has("type") ? schema.get("type") : "its keywords say which");
        }
        JsonNode constant = schema.get("const");
        if (constant != null && !JsonValues.areEqual(constant, value)) {
            return "must be " + SchemaPath.shown(constant.toString());
        }
        if (schema.has("enum") && !isOneOf(schema.get("enum"), value)) {
            return "must be one of the values of 'enum'";
        }
        if (value.isNumber()) {
            return numberProblem(schema, value.decimalValue());
        }
        return value.isTextual() ? textProblem(schema, value.textValue()) : null;
    }

    private static boolean isOneOf(JsonNode values, JsonNode value) {
        for (JsonNode each : values) {
            if (JsonValues.areEqual(each, value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasType(JsonNode schema, JsonNode value) {
        JsonNode type = schema.get("type");
        if (type == null) {
            return hasImpliedType(schema, value);
        }
        if (type.isTextual()) {
            return isOf(type.asText(), value);
        }
        for (JsonNode each : type) {
            if (isOf(each.asText(), value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasImpliedType(JsonNode schema, JsonNode value) {
        boolean object = OBJECT.stream().anyMatch(schema::has);
        boolean array = ARRAY.stream().anyMatch(schema::has);
        boolean string = STRING.stream().anyMatch(schema::has);
        boolean number = NUMBER.stream().anyMatch(schema::has);
        return (object && value.isObject())
                || (array && value.isArray())
                || (string && value.isTextual())
                || (number && value.isNumber())
                || !(object || array || string || number);
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            case "integer" -> value.isNumber() && JsonValues.isWhole(value.decimalValue());
            case "boolean" -> value.isBoolean();
            default -> value.isNull();
        };
    }

    private static @Nullable String numberProblem(JsonNode schema, BigDecimal number) {
        for (String keyword : NUMBER) {
            JsonNode bound = schema.get(keyword);
            if (bound != null && bound.isNumber() && !holds(schema, keyword, bound.decimalValue(), number)) {
                return "must keep to '" + keyword + "', " + bound;
            }
        }
        boolean whole = schema.path("type").toString().contains("integer")
                && !schema.path("type").toString().contains("number");
        return whole && !Formats.allowsWhole(schema.path("format").asText(), number)
                ? "must keep to 'format', " + schema.path("format")
                : null;
    }

    private static boolean holds(JsonNode schema, String keyword, BigDecimal bound, BigDecimal number) {
        int order = number.compareTo(bound);
        return switch (keyword) {
            case "minimum" ->
                order > 0 || (order == 0 && !schema.path("exclusiveMinimum").asBoolean());
            case "maximum" ->
                order < 0 || (order == 0 && !schema.path("exclusiveMaximum").asBoolean());
            case "exclusiveMinimum" -> order > 0;
            case "exclusiveMaximum" -> order < 0;
            default -> JsonValues.isMultiple(number, bound);
        };
    }

    private @Nullable String textProblem(JsonNode schema, String text) {
        int length = text.codePointCount(0, text.length());
        if (schema.has("minLength") && length < schema.get("minLength").doubleValue()) {
            return "must have at least " + schema.get("minLength") + " characters";
        }
        if (schema.has("maxLength") && length > schema.get("maxLength").doubleValue()) {
            return "must have at most " + schema.get("maxLength") + " characters";
        }
        JsonNode pattern = schema.get("pattern");
        if (pattern != null
                && !patterns.computeIfAbsent(pattern.asText(), Regex::found).matches(text)) {
            return "must match the pattern " + SchemaPath.shown(pattern.asText());
        }
        String format = schema.path("format").asText();
        boolean formed = Formats.ofStrings(format)
                .map(automaton -> automaton.matches(text))
                .orElse(true);
        return formed ? null : "must be a " + format;
    }
}
