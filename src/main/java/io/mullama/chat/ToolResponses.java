package io.mullama.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lays messages out for templates that want a call, what came of it, and the answer to that in one message, as llama.cpp
 * does ({@code gemma4_model_turn_builder} in {@code common/chat.cpp}). Stateless.
 */
final class ToolResponses {
    private ToolResponses() {}

    /** The fields of messages, those of tools among the fields of the message that called them. */
    static List<Map<String, @Nullable Object>> inCalls(
            List<Message> messages, Function<Message, Map<String, @Nullable Object>> fields) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (int at = 0; at < messages.size(); at++) {
            Message message = messages.get(at);
            Map<String, @Nullable Object> joined = fields.apply(message);
            all.add(joined);
            int end = at + 1;
            while (!message.toolCalls().isEmpty() && end < messages.size() && ToolTurns.isResult(messages.get(end))) {
                end++;
            }
            if (end == at + 1) {
                continue;
            }
            joined.put(
                    "tool_responses",
                    messages.subList(at + 1, end).stream()
                            .map(ToolResponses::response)
                            .toList());
            if (message.content().isEmpty() && end < messages.size() && isAnswer(messages.get(end))) {
                joined.put("content", fields.apply(messages.get(end)).get("content"));
                end++;
            }
            at = end - 1;
        }
        return all;
    }

    private static Map<String, Object> response(Message result) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("name", result.answers().tool());
        response.put("response", JsonValues.objectOr(result.content()));
        return response;
    }

    private static boolean isAnswer(Message message) {
        return message.role().equals("assistant")
                && message.toolCalls().isEmpty()
                && !message.content().isEmpty();
    }
}
