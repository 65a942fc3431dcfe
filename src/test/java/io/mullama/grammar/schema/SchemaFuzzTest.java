package io.mullama.grammar.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas that nobody means well with: an error or a grammar, soon. The seed is the repetition. */
final class SchemaFuzzTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> KEYWORDS = List.of(
            "type",
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
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "pattern",
            "format",
            "minimum",
            "exclusiveMaximum",
            "multipleOf",
            "nullable",
            "not",
            "$defs",
            "title");
    private static final List<String> VALUES = List.of(
            "string",
            "integer",
            "object",
            "array",
            "null",
            "#",
            "#/$defs/tree",
            "#/properties/a",
            "^a+$",
            "(a|b)*c",
            "[",
            "date",
            "a",
            "",
            "\ud83d");

    @RepeatedTest(40)
    void changedSchemasAreRefusedOrEnforced(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Assertions.assertTimeout(SOON, () -> {
            for (int i = 0; i < 50; i++) {
                ObjectNode schema = new RandomSchema(random).whole();
                for (int change = random.nextInt(4); change >= 0; change--) {
                    change(schema, random);
                }
                tryOut(schema, random);
            }
        });
    }

    /** A grammar, where there is one, leads to answers that satisfy the schema. */
    private static void tryOut(JsonNode schema, Random random) {
        String gbnf;
        try {
            gbnf = JsonSchemaGrammar.of(schema, "format");
        } catch (SchemaException e) {
            assertThat(e.getMessage())
                    .as(schema.toString())
                    .startsWith("'format")
                    .doesNotContain("\n");
            return;
        }
        ByteGrammar.of(gbnf)
                .some(random, 300)
                .ifPresent(text -> assertThat(new JsonSchemaValidator(schema, "format").problem(text))
                        .as("%s allows %s", schema, text)
                        .isEmpty());
    }

    private static void change(JsonNode node, Random random) {
        List<JsonNode> all = new ArrayList<>(List.of(node));
        for (int i = 0; i < all.size(); i++) {
            all.get(i).forEach(all::add);
        }
        JsonNode chosen = all.get(random.nextInt(all.size()));
        if (chosen instanceof ObjectNode object) {
            object.set(KEYWORDS.get(random.nextInt(KEYWORDS.size())), anything(all, random));
        } else if (chosen instanceof ArrayNode array) {
            array.add(anything(all, random));
        }
    }

    private static JsonNode anything(List<JsonNode> all, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> NODES.numberNode(random.nextInt(40) - 10);
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> all.get(random.nextInt(all.size())).deepCopy();
            case 3 -> NODES.arrayNode().add(all.get(random.nextInt(all.size())).deepCopy());
            default -> NODES.textNode(VALUES.get(random.nextInt(VALUES.size())));
        };
    }

    @Test
    void nestingIsRefusedHoweverDeep() {
        for (String keyword : List.of("items", "not", "additionalProperties", "const")) {
            JsonNode schema = NODES.objectNode();
            for (int i = 0; i < 60_000; i++) {
                schema = NODES.objectNode().set(keyword, schema);
            }
            assertRefusedSoon(schema);
        }
        JsonNode anyOf = NODES.objectNode();
        JsonNode values = NODES.arrayNode();
        for (int i = 0; i < 60_000; i++) {
            anyOf = NODES.objectNode().set("anyOf", NODES.arrayNode().add(anyOf));
            values = NODES.arrayNode().add(values);
        }
        assertRefusedSoon(anyOf);
        assertRefusedSoon(NODES.objectNode().set("enum", NODES.arrayNode().add(values)));
    }

    @Test
    void manyPropertiesAreRefusedSoon() {
        ObjectNode schema = NODES.objectNode();
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        IntStream.range(0, 100_000).forEach(i -> {
            properties.putObject("property " + i).put("type", "string");
            required.add("property " + i);
        });

        assertRefusedSoon(schema);
        schema.remove("properties");
        assertRefusedSoon(schema);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'pattern':'((((a{1000}){1000}){1000}){1000})'}",
                "{'pattern':'^(a|aa|aaa){1000}(b?){1000}$'}",
                "{'pattern':'^(([a-z])+.)+[A-Z]([a-z])+$','minLength':500,'maxLength':1900}",
                "{'type':'number','multipleOf':1e-300}",
                "{'type':'integer','minimum':1e300}",
                "{'type':'integer','multipleOf':599,'minimum':1,'maximum':123456789012345678901234567}",
                "{'minLength':2000000000,'maxLength':2147483647,'pattern':'a'}",
                "{'properties':{'a':{'$ref':'#/properties/b'},'b':{'$ref':'#/properties/a'}}}",
                "{'allOf':[{'$ref':'#'}]}",
                "{'anyOf':[{'$ref':'#/anyOf/0'},{'$ref':'#/anyOf/1'}]}",
            })
    void bombsAreRefusedSoon(String schema) {
        assertRefusedSoon(ByteGrammar.json(schema));
    }

    @Test
    void definitionsThatDoubleAreRefusedSoon() {
        String definitions = IntStream.range(0, 60)
                .mapToObj(i ->
                        "'d%1$d':{'properties':{'a%1$d':{}},'allOf':[{'$ref':'#/$defs/d%2$d'},{'$ref':'#/$defs/d%2$d'}]}"
                                .formatted(i, i + 1))
                .collect(Collectors.joining(","));
        JsonNode schema =
                ByteGrammar.json("{'$ref':'#/$defs/d0','$defs':{%s,'d60':{'type':'object'}}}".formatted(definitions));

        ByteGrammar grammar =
                Assertions.assertTimeout(SOON, () -> ByteGrammar.of(JsonSchemaGrammar.of(schema, "format")));

        assertThat(grammar.takes("{\"a0\":1}")).isTrue();
    }

    @Test
    void aLongChainOfDefinitionsIsFollowed() {
        String definitions = IntStream.range(0, 5_000)
                .mapToObj(i -> "'d%d':{'items':{'$ref':'#/$defs/d%d'}}".formatted(i, i + 1))
                .collect(Collectors.joining(","));
        JsonNode schema =
                ByteGrammar.json("{'$ref':'#/$defs/d0','$defs':{%s,'d5000':{'const':1}}}".formatted(definitions));

        ByteGrammar grammar =
                Assertions.assertTimeout(SOON, () -> ByteGrammar.of(JsonSchemaGrammar.of(schema, "format")));

        assertThat(grammar.takes("[[[]]]")).isTrue();
    }

    @Test
    void manyWaysToBeginAreFollowedSoon() {
        String values = IntStream.range(0, 9_000)
                .mapToObj(i -> "'" + Integer.toString(i * 7919, 36) + "'")
                .collect(Collectors.joining(","));
        JsonNode schema = ByteGrammar.json("{'items':{'enum':[" + values + "]}}");

        ByteGrammar grammar =
                Assertions.assertTimeout(SOON, () -> ByteGrammar.of(JsonSchemaGrammar.of(schema, "format")));

        assertThat(grammar.takes("[\"0\",\"63z\"]")).isTrue();
    }

    private static void assertRefusedSoon(JsonNode schema) {
        Assertions.assertTimeout(
                SOON,
                () -> assertThatThrownBy(() -> JsonSchemaGrammar.of(schema, "format"))
                        .isInstanceOf(SchemaException.class));
    }
}
