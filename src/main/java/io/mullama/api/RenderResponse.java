package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/**
 * The answer of {@code POST /api/render}: the prompt that a model would read. Immutable.
 *
 * @param prompt the text that the model's template makes of the conversation
 * @param tokens of the prompt, with those that the vocabulary puts at its beginning
 */
public record RenderResponse(String model, String prompt, List<Token> tokens) implements JsonBody {

    /** A token, and how the vocabulary spells it. */
    public record Token(int id, String text) {
        private static Token fromJson(Fields fields) {
            return new Token(
                    Objects.requireNonNullElse(fields.integer("id"), 0),
                    Objects.requireNonNullElse(fields.string("text"), ""));
        }
    }

    public RenderResponse {
        tokens = List.copyOf(tokens);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json =
                Json.object().put("model", model).put("prompt", prompt).put("prompt_tokens", tokens.size());
        ArrayNode list = json.putArray("tokens");
        tokens.forEach(token -> list.addObject().put("id", token.id).put("text", token.text));
        return json;
    }

    public static RenderResponse fromJson(Fields fields) {
        List<Token> tokens = fields.objects("tokens", Token::fromJson);
        return new RenderResponse(
                fields.requiredString("model"), fields.requiredString("prompt"), tokens == null ? List.of() : tokens);
    }
}
