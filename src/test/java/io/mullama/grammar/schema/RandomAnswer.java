package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Texts that satisfy one of the {@link RandomSchema}s, by chance, with blanks as models write them. */
final class RandomAnswer {
    private static final Map<String, List<String>> SAMPLES = Map.of(
            "^[a-z]{2,4}$", List.of("ab", "xyz", "wxyz"),
            "[0-9]", List.of("1", "a1", "\\n7é"),
            "^(?:\\d+-)*[A-F]$", List.of("A", "1-B", "12-345-F"),
            "^\\w+@\\w+$", List.of("a@b", "_1@x"));
    static final List<String> PATTERNS = List.copyOf(new TreeSet<>(SAMPLES.keySet()));
    private static final String[] CHARACTERS = {
        "a", "é", "😀", " ", "\\n", "\\\"", "\\\\", "\\u00e9", "\\ud83d\\ude00", "\\/"
    };

    private final JsonNode root;
    private final Random random;
    private final boolean pretty;
    private final String blank;

    RandomAnswer(JsonNode root, Random random) {
        this.root = root;
        this.random = random;
        this.pretty = random.nextInt(3) == 0;
        this.blank = random.nextBoolean() ? " " : "";
    }

    String text() {
        return value(root, 0);
    }

    private String value(JsonNode reference, int depth) {
        JsonNode schema = RandomSchema.at(root, reference);
        if (schema.path("nullable").asBoolean() && random.nextInt(3) == 0) {
            return "null";
        }
        if (schema.has("enum")) {
            return exactly(
                    schema.get("enum").get(random.nextInt(schema.get("enum").size())));
        }
        for (String keyword : List.of("anyOf", "oneOf")) {
            if (schema.has(keyword)) {
                return value(
                        schema.get(keyword)
                                .get(random.nextInt(schema.get(keyword).size())),
                        depth);
            }
        }
        return schema.has("allOf") ? merged(schema, depth) : typed(schema, depth);
    }

    private String typed(JsonNode schema, int depth) {
        return switch (schema.path("type").asText()) {
            case "boolean" -> String.valueOf(random.nextBoolean());
            case "null" -> "null";
            case "integer", "number" -> number(schema);
            case "string" -> string(schema);
            case "array" -> array(schema, depth);
            default -> object(schema, depth);
        };
    }

    private String merged(JsonNode schema, int depth) {
        List<String> members = new ArrayList<>();
        if (random.nextBoolean()) {
            members.add(member("p", schema.get("properties").get("p"), depth));
        }
        members.add(member("q", schema.get("allOf").get(0).get("properties").get("q"), depth));
        return enclosed(members, "{}", depth);
    }

    private String number(JsonNode schema) {
        BigDecimal step = schema.has("multipleOf")
                ? schema.get("multipleOf").decimalValue()
                : new BigDecimal(schema.path("type").asText().equals("integer") ? "1" : "0.125");
        BigDecimal low = bound(schema, "minimum", "exclusiveMinimum");
        BigDecimal high = bound(schema, "maximum", "exclusiveMaximum");
        if (low == null) {
            low = high == null ? BigDecimal.valueOf(random.nextInt(2_000) - 1_000) : high.subtract(BigDecimal.TEN);
        }
        BigDecimal number = low.divide(step, 0, RoundingMode.CEILING).multiply(step);
        if (schema.has("exclusiveMinimum") && number.compareTo(low) == 0) {
            number = number.add(step);
        }
        BigDecimal further = number.add(step.multiply(BigDecimal.valueOf(random.nextInt(5))));
        int order = high == null ? -1 : further.compareTo(high);
        boolean within = order < 0 || (order == 0 && !schema.has("exclusiveMaximum"));
        return (within ? further : number).stripTrailingZeros().toPlainString();
    }

    private static @Nullable BigDecimal bound(JsonNode schema, String included, String excluded) {
        return schema.has(included)
                ? schema.get(included).decimalValue()
                : schema.has(excluded) ? schema.get(excluded).decimalValue() : null;
    }

    private String string(JsonNode schema) {
        if (schema.has("pattern")) {
            List<String> samples = SAMPLES.getOrDefault(schema.get("pattern").asText(), List.of());
            return "\"" + samples.get(random.nextInt(samples.size())) + "\"";
        }
        if (schema.has("format")) {
            return schema.get("format").asText().equals("date") ? "\"2024-02-29\"" : "\"10.0.255.7\"";
        }
        int least = schema.path("minLength").asInt();
        int most = schema.path("maxLength").asInt(least + 4);
        StringBuilder text = new StringBuilder("\"");
        int length = least + random.nextInt(most - least + 1);
        for (int i = 0; i < length; i++) {
            text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return text.append('"').toString();
    }

    private String array(JsonNode schema, int depth) {
        JsonNode first = schema.path("prefixItems");
        boolean more = !schema.path("items").isBoolean();
        int most = more ? schema.path("maxItems").asInt(99) : first.size();
        int least = schema.path("minItems").asInt(Math.min(first.size(), most));
        int size = Math.min(most, least + (depth > 3 ? 0 : random.nextInt(3)));
        List<String> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(value(i < first.size() ? first.get(i) : schema.get("items"), depth + 1));
        }
        return enclosed(items, "[]", depth);
    }

    private String object(JsonNode schema, int depth) {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        List<String> members = new ArrayList<>();
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || (depth < 4 && random.nextBoolean())) {
                members.add(member(property.getKey(), property.getValue(), depth));
            }
        });
        JsonNode others = schema.path("additionalProperties");
        for (String name : List.of("zz", "abc", "a b")) {
            if (others.isObject() && random.nextInt(4) == 0) {
                members.add(member(name, others, depth));
            }
        }
        return enclosed(members, "{}", depth);
    }

    private String member(String name, JsonNode schema, int depth) {
        return JsonText.quoted(name) + ":" + (pretty ? " " : blank) + value(schema, depth + 1);
    }

    private String enclosed(List<String> parts, String brackets, int depth) {
        String inside = String.join("," + (pretty ? "\n" + "  ".repeat(depth + 1) : blank), parts);
        boolean lines = pretty && !parts.isEmpty();
        return brackets.charAt(0)
                + (lines ? "\n" + "  ".repeat(depth + 1) : "")
                + inside
                + (lines ? "\n" + "  ".repeat(depth) : "")
                + brackets.charAt(1);
    }

    /** A value as short as it can be, its members in their order. */
    static String exactly(JsonNode value) {
        List<String> parts = new ArrayList<>();
        if (value.isObject()) {
            value.properties()
                    .forEach(field -> parts.add(JsonText.quoted(field.getKey()) + ":" + exactly(field.getValue())));
            return "{" + String.join(",", parts) + "}";
        }
        if (value.isArray()) {
            value.forEach(item -> parts.add(exactly(item)));
            return "[" + String.join(",", parts) + "]";
        }
        return value.isTextual() ? JsonText.quoted(value.textValue()) : plain(value);
    }

    private static String plain(JsonNode value) {
        return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.toString();
    }
}
