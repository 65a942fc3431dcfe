package io.mullama.api.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;

/**
 * A whole answer in a conversation. Immutable.
 *
 * @param finishReason {@code stop} or {@code length}
 */
public record ChatChoice(int index, String content, String finishReason) implements Choice {

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("index", index);
        json.putObject("message")
                .put("role", "assistant")
                .put("content", content)
                .putNull("refusal");
        return Choice.close(json, finishReason);
    }
}
