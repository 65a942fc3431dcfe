package io.mullama.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTreesTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"\"",
                "{\"a\":{\"b\":[1,[2,{}],null,true,false]},\"c\":\"d\"}",
                "[0,-1,2147483647,2147483648,-9223372036854775808,9223372036854775808,1e3,0.1,-0.0,1e400]",
                "{\"a\":1,\"a\":{\"b\":2}}",
                "[\"\\u00e9\\ud83d\\ude00\\n\\\"\\\\/\"]",
                "\n {\"x\" : [ ] }\t",
            })
    void treesAreThoseOfJacksonsMapper(String text) throws IOException {
        JsonNode tree = JsonTrees.read(text);

        JsonNode expected = MAPPER.readTree(text);
        assertThat(tree).isEqualTo(expected);
        assertThat(JsonTrees.bytes(tree)).isEqualTo(MAPPER.writeValueAsBytes(expected));
        assertThat(JsonTrees.pretty(tree)).isEqualTo(expected.toPrettyString());
        assertThat(JsonTrees.javaValue(tree)).isEqualTo(MAPPER.convertValue(expected, Object.class));
    }

    @Test
    void whereThereIsNothingTheNodeIsMissing() throws IOException {
        assertThat(JsonTrees.read(" ").isMissingNode()).isTrue();
    }

    @Test
    void javasOwnValuesBecomeTheTreesOfTheirKinds() throws IOException {
        JsonNode tree = JsonTrees.of(Arrays.asList("text", 1L, 2, 0.5f, 0.25, true, List.of("x"), null));

        assertThat(new String(JsonTrees.bytes(tree), StandardCharsets.UTF_8))
                .isEqualTo("[\"text\",1,2,0.5,0.25,true,[\"x\"],null]");
    }
}
