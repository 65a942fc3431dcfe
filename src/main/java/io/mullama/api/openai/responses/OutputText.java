package io.mullama.api.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.Logprobs;
import java.util.List;

/**
 * A part of a message: text, and how likely its tokens were. Immutable.
 *
 * @param tokens empty where nobody asked
 */
public record OutputText(String text, List<Logprobs.Token> tokens) {
    /** What a token's probabilities take beside its text, in bytes: a record, a list, a number. */
    private static final int TOKEN_SIZE = 200;

    public OutputText {
        tokens = List.copyOf(tokens);
    }

    public OutputText(String text) {
        this(text, List.of());
    }

    int size() {
        return text.length() + tokens.stream().mapToInt(OutputText::size).sum();
    }

    private static int size(Logprobs.Token token) {
        return TOKEN_SIZE * (1 + token.top().size());
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("type", "output_text");
        json.putArray("annotations");
        json.set("logprobs", logprobs(tokens));
        return json.put("text", text);
    }

    ObjectNode asInput() {
        return Json.object().put("type", "input_text").put("text", text);
    }

    /** The probabilities as a list. */
    static JsonNode logprobs(List<Logprobs.Token> tokens) {
        return new Logprobs(tokens).toJson().get("content");
    }
}
