package io.mullama.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ParameterSchemaTest {
    private static ParameterSchema schema(String json) {
        return ParameterSchema.of(CallReadings.json(json.replace('\'', '"')));
    }

    private static Set<JsonNodeType> types(String json) {
        return schema(json).types();
    }

    @Test
    void aTypeMayBeNamedOrImplied() {
        assertThat(types("{'type': 'integer'}")).containsExactly(JsonNodeType.NUMBER);
        assertThat(types("{'type': ['null', 'string']}"))
                .containsExactlyInAnyOrder(JsonNodeType.STRING, JsonNodeType.NULL);
        assertThat(types("{'enum': ['a', 'b']}")).containsExactly(JsonNodeType.STRING);
        assertThat(types("{'const': 1}")).containsExactly(JsonNodeType.NUMBER);
        assertThat(types("{'pattern': 'a'}")).containsExactly(JsonNodeType.STRING);
        assertThat(types("{'properties': {}}")).containsExactly(JsonNodeType.OBJECT);
        assertThat(types("{'items': {}}")).containsExactly(JsonNodeType.ARRAY);
        assertThat(types("{'maximum': 1}")).containsExactly(JsonNodeType.NUMBER);
    }

    @Test
    void unionsAllowWhatOneOfThemAllows() {
        assertThat(types("{'anyOf': [{'type': 'string'}, {'oneOf': [{'type': 'boolean'}, {'enum': [null]}]}]}"))
                .containsExactlyInAnyOrder(JsonNodeType.STRING, JsonNodeType.BOOLEAN, JsonNodeType.NULL);
        assertThat(types("{'allOf': [{'type': ['string', 'null']}, {'type': ['null', 'array']}]}"))
                .containsExactly(JsonNodeType.NULL);
    }

    @Test
    void referencesAreFollowed() {
        String definitions = "'$defs': {'s/t': {'type': 'string'}, 'o': {'properties': {'p': {'type': 'boolean'}}}}}";

        assertThat(types("{'$ref': '#/$defs/s~1t', " + definitions)).containsExactly(JsonNodeType.STRING);
        assertThat(schema("{'properties': {'a': {'$ref': '#/$defs/o'}}, " + definitions)
                        .property("a")
                        .property("p")
                        .types())
                .containsExactly(JsonNodeType.BOOLEAN);
    }

    @Test
    void whatSaysNothingAllowsEverything() {
        assertThat(schema("{}").isAny()).isTrue();
        assertThat(schema("{'$ref': 'http://x'}").isAny()).isTrue();
        assertThat(schema("{'$ref': '#'}").isAny()).isTrue();
        assertThat(schema("{'type': 'object'}").property("a").isAny()).isTrue();
        assertThat(schema("{'type': 'array'}").items().isAny()).isTrue();
        assertThat(schema("{'type': 'thing'}").isAny()).isTrue();
    }

    @Test
    void membersThatAreNotNamedMayHaveASchemaToo() {
        assertThat(schema("{'additionalProperties': {'type': 'null'}}")
                        .property("x")
                        .types())
                .containsExactly(JsonNodeType.NULL);
        assertThat(schema("{'anyOf': [{'type': 'string'}, {'items': {'type': 'null'}}]}")
                        .items()
                        .types())
                .containsExactly(JsonNodeType.NULL);
    }

    @Test
    void aSchemaThatNeverEndsIsNotFollowedForever() {
        StringBuilder definitions = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            definitions.append("'d" + i + "': {'anyOf': [{'$ref': '#/$defs/d" + (i + 1) + "'}, {'$ref': '#'}]}, ");
        }
        String schema = "{'$ref': '#/$defs/d0', '$defs': {" + definitions + "'d20000': {'type': 'string'}}}";

        assertThat(schema(schema).isAny()).isTrue();
        assertThat(schema(schema).property("a").isAny()).isTrue();
    }
}
