package io.mullama.api.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.ChatMessage;
import io.mullama.api.Json;
import io.mullama.api.ToolCallField;

/**
 * A whole answer in a conversation. Immutable.
 *
 * @param finishReason {@code stop}, {@code length}, {@code tool_calls} or {@code function_call}
 * @param function whether a call is worded as it was before there were tools
 */
public record ChatChoice(int index, ChatMessage message, String finishReason, boolean function) implements Choice {

    public ChatChoice(int index, ChatMessage message, String finishReason) {
        this(index, message, finishReason, false);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("index", index);
        ObjectNode answer = json.putObject("message").put("role", message.role());
        if (message.content().isEmpty() && !message.toolCalls().isEmpty()) {
            answer.putNull("content");
        } else {
            answer.put("content", message.content());
        }
        answer.putNull("refusal").putArray("annotations");
        if (message.thinking() != null) {
            answer.put(ChatDelta.REASONING, message.thinking());
        }
        if (function && !message.toolCalls().isEmpty()) {
            answer.set("function_call", function(message.toolCalls().get(0)));
        } else if (!message.toolCalls().isEmpty()) {
            ArrayNode calls = answer.putArray("tool_calls");
            message.toolCalls().forEach(call -> calls.add(call(call)));
        }
        return Choice.close(json, finishReason);
    }

    private static ObjectNode call(ToolCallField call) {
        ObjectNode json = Json.object().put("id", call.id()).put("type", "function");
        json.set("function", function(call));
        return json;
    }

    private static ObjectNode function(ToolCallField call) {
        return Json.object().put("name", call.name()).put("arguments", call.arguments());
    }
}
