package io.mullama.api.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.ChatMessage;
import io.mullama.api.Json;
import io.mullama.api.ToolCallField;

/**
 * A whole answer in a conversation. Immutable.
 *
 * @param finishReason {@code stop}, {@code length} or {@code tool_calls}
 */
public record ChatChoice(int index, ChatMessage message, String finishReason) implements Choice {

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("index", index);
        ObjectNode answer = json.putObject("message").put("role", message.role());
        if (message.content().isEmpty() && !message.toolCalls().isEmpty()) {
            answer.putNull("content");
        } else {
            answer.put("content", message.content());
        }
        answer.putNull("refusal");
        if (message.thinking() != null) {
            answer.put(ChatDelta.REASONING, message.thinking());
        }
        if (!message.toolCalls().isEmpty()) {
            ArrayNode calls = answer.putArray("tool_calls");
            message.toolCalls().forEach(call -> calls.add(call(call)));
        }
        return Choice.close(json, finishReason);
    }

    private static ObjectNode call(ToolCallField call) {
        ObjectNode json = Json.object().put("id", call.id()).put("type", "function");
        json.putObject("function").put("name", call.name()).put("arguments", call.arguments());
        return json;
    }
}
