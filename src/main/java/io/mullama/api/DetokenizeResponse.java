package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The answer of {@code POST /api/detokenize}. Immutable.
 *
 * @param model as the request called it
 * @param text with U+FFFD where the tokens stand for parts of characters
 * @param whole whether there is none
 */
public record DetokenizeResponse(String model, String text, boolean whole) implements JsonBody {

    public static DetokenizeResponse of(String model, byte[] bytes) {
        Utf8Text text = Utf8Text.of(bytes);
        return new DetokenizeResponse(model, text.text(), text.whole());
    }

    public static DetokenizeResponse fromJson(Fields fields) {
        return new DetokenizeResponse(
                fields.requiredString("model"), fields.requiredString("text"), fields.bool("valid_utf8", true));
    }

    @Override
    public ObjectNode toJson() {
        return Json.object().put("model", model).put("text", text).put("valid_utf8", whole);
    }
}
