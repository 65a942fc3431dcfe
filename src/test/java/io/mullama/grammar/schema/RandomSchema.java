package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Schemas of what can be enforced, by chance. */
final class RandomSchema {
    static final List<String> NAMES = List.of("a", "b", "ab", "na\"me", "é", "", "c d");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Random random;

    RandomSchema(Random random) {
        this.random = random;
    }

    /** The whole, with a definition that contains itself. */
    ObjectNode whole() {
        ObjectNode schema = some(3);
        ObjectNode tree = NODES.objectNode().put("type", "object");
        ObjectNode properties = tree.putObject("properties");
        properties.set("value", scalar());
        properties.putObject("children").put("type", "array").putObject("items").put("$ref", "#/$defs/tree");
        tree.putArray("required").add("value").add("children");
        schema.putObject("$defs").set("tree", tree);
        return schema;
    }

    private ObjectNode some(int depth) {
        int kind = random.nextInt(depth > 0 ? 12 : 6);
        return switch (kind) {
            case 6, 7, 8 -> object(depth);
            case 9 -> array(depth);
            case 10 -> combined(depth);
            case 11 -> NODES.objectNode().put("$ref", "#/$defs/tree");
            default -> scalar();
        };
    }

    private ObjectNode scalar() {
        return switch (random.nextInt(7)) {
            case 0 -> NODES.objectNode().put("type", "boolean");
            case 1 -> NODES.objectNode().put("type", "null");
            case 2 -> values();
            case 3 -> number();
            case 4 -> integer();
            default -> text();
        };
    }

    private ObjectNode values() {
        ObjectNode schema = NODES.objectNode();
        ArrayNode values = schema.putArray("enum");
        values.add("x").add("xy").add(12).add(1).addNull();
        if (random.nextBoolean()) {
            values.addObject().put("k", 1).putArray("l").add(true);
        }
        return schema;
    }

    private ObjectNode integer() {
        ObjectNode schema = NODES.objectNode().put("type", "integer");
        int low = random.nextInt(2_000) - 1_000;
        if (random.nextBoolean()) {
            schema.put(random.nextBoolean() ? "minimum" : "exclusiveMinimum", low);
        }
        if (random.nextBoolean()) {
            schema.put(random.nextBoolean() ? "maximum" : "exclusiveMaximum", low + 20 + random.nextInt(500));
        }
        if (random.nextInt(4) == 0) {
            schema.put("multipleOf", 1 + random.nextInt(9));
        }
        return schema;
    }

    private ObjectNode number() {
        ObjectNode schema = NODES.objectNode().put("type", "number");
        int low = random.nextInt(40) - 20;
        if (random.nextBoolean()) {
            schema.put(random.nextBoolean() ? "minimum" : "exclusiveMinimum", low / 8.0);
        }
        if (random.nextBoolean()) {
            schema.put(random.nextBoolean() ? "maximum" : "exclusiveMaximum", (low + 4 + random.nextInt(50)) / 8.0);
        }
        if (random.nextInt(4) == 0) {
            schema.put("multipleOf", random.nextBoolean() ? 0.5 : 0.25);
        }
        return schema;
    }

    private ObjectNode text() {
        ObjectNode schema = NODES.objectNode().put("type", "string");
        int kind = random.nextInt(4);
        if (kind == 0) {
            return schema.put("pattern", RandomAnswer.PATTERNS.get(random.nextInt(RandomAnswer.PATTERNS.size())));
        }
        if (kind == 1) {
            return schema.put("format", random.nextBoolean() ? "date" : "ipv4");
        }
        int least = random.nextInt(4);
        if (random.nextBoolean()) {
            schema.put("minLength", least);
        }
        if (random.nextBoolean()) {
            schema.put("maxLength", least + random.nextInt(4));
        }
        return schema;
    }

    private ObjectNode object(int depth) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (String name : NAMES) {
            if (random.nextInt(3) == 0) {
                properties.set(name, some(depth - 1));
                if (random.nextBoolean()) {
                    required.add(name);
                }
            }
        }
        switch (random.nextInt(4)) {
            case 0 -> schema.put("additionalProperties", false);
            case 1 -> schema.set("additionalProperties", some(depth - 1));
            default -> {}
        }
        return schema;
    }

    private ObjectNode array(int depth) {
        ObjectNode schema = NODES.objectNode().put("type", "array");
        schema.set("items", some(depth - 1));
        int first = 0;
        if (random.nextInt(3) == 0) {
            ArrayNode prefix = schema.putArray("prefixItems");
            for (first = 1 + random.nextInt(2); prefix.size() < first; ) {
                prefix.add(some(depth - 1));
            }
            if (random.nextBoolean()) {
                schema.put("items", false);
                return schema.put("minItems", random.nextInt(first + 1));
            }
        }
        int least = random.nextInt(3);
        if (random.nextBoolean()) {
            schema.put("minItems", least);
        }
        if (random.nextBoolean()) {
            schema.put("maxItems", least + random.nextInt(3));
        }
        return schema;
    }

    private ObjectNode combined(int depth) {
        ObjectNode schema = NODES.objectNode();
        switch (random.nextInt(4)) {
            case 0 -> {
                ArrayNode any = schema.putArray("anyOf");
                any.add(some(depth - 1)).add(scalar());
            }
            case 1 -> {
                ArrayNode one = schema.putArray("oneOf");
                one.add(integer()).add(text()).add(object(depth));
            }
            case 2 -> {
                schema.set("properties", NODES.objectNode().set("p", scalar()));
                ObjectNode more = NODES.objectNode();
                more.set("properties", NODES.objectNode().set("q", scalar()));
                more.putArray("required").add("q");
                schema.putArray("allOf").add(more);
            }
            default -> schema.put("nullable", true).setAll(text());
        }
        return schema;
    }

    static JsonNode at(JsonNode root, JsonNode schema) {
        return schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
    }
}
