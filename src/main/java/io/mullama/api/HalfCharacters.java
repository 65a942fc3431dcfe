package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.model.MullamaException;
import java.util.Map;

/**
 * Refuses strings that are no text: JSON can write half of a character, {@code "\\ud83d"}, which UTF-8 cannot.
 * Stateless.
 */
final class HalfCharacters {
    private HalfCharacters() {}

    /**
     * Looks at every string of a request's body.
     *
     * @param text the body
     * @throws MullamaException if one of them is no text
     */
    static void refuse(String text, Fields fields) {
        // Decoded from UTF-8, a text has them only where they are escaped.
        if (text.contains("\\ud") || text.contains("\\uD")) {
            refuse("", "body", fields.object());
        }
    }

    private static void refuse(String prefix, String path, JsonNode node) {
        if (node.isTextual()) {
            require(path, node.textValue());
        }
        int index = 0;
        for (JsonNode each : node.isArray() ? node : Json.object()) {
            refuse(path + "[" + index + "].", path + "[" + index + "]", each);
            index++;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            require(path, field.getKey());
            String inner = prefix + field.getKey();
            refuse(inner + ".", inner, field.getValue());
        }
    }

    private static void require(String path, String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                throw MullamaException.invalidField(
                        path,
                        "'%s' holds half of a character, \\u%04x".formatted(path, (int) text.charAt(i)),
                        "characters over U+FFFF are two \\u escapes, one after the other");
            }
        }
    }
}
