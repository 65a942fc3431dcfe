package io.mullama.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTemplateTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " Paris",
                "\"quoted\" \\ / \b\f\n\r\t",
                "\u0000\u0001\u001f\u007f\u0080\u2028",
                "Zoë, 你好, 🦙",
                "data: [DONE]\n\n",
                "half a llama \ud83e",
                "\udd99, the other half\n",
                "\\u0000"
            })
    void aStringIsReadBackAsItWas(String text) {
        JsonTemplate template = JsonTemplate.of(open -> response("tiny", open));

        String line = new String(template.with(text), StandardCharsets.UTF_8);

        assertThat(GenerateResponse.fromJson(Json.fields(line))).isEqualTo(response("tiny", text));
        assertThat(line).doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\"", "\"\\u0000\"", "qwen2.5:7b", "/models/Zoë/🦙.gguf"})
    void whatStandsAroundTheStringMayBeAnything(String model) {
        JsonTemplate template = JsonTemplate.of(open -> response(model, open));

        assertThat(GenerateResponse.fromJson(Json.fields(template.with("x")))).isEqualTo(response(model, "x"));
    }

    @Test
    void aBodyThatLeavesTheStringOutIsNoTemplate() {
        assertThatThrownBy(() -> JsonTemplate.of(open -> new Health("ok")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no field holds the string");
    }

    private static GenerateResponse response(String model, String text) {
        return new GenerateResponse(model, text, null);
    }
}
