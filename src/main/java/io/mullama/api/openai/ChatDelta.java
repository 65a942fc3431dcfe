package io.mullama.api.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import org.jspecify.annotations.Nullable;

/**
 * The next part of an answer in a conversation. Immutable.
 *
 * @param role in the first part alone
 * @param content null in the last part
 * @param finishReason in the last part alone: {@code stop} or {@code length}
 */
public record ChatDelta(
        int index,
        @Nullable String role,
        @Nullable String content,
        @Nullable String finishReason) implements Choice {

    /** The part that says who speaks. */
    public static ChatDelta first(int index) {
        return new ChatDelta(index, "assistant", "", null);
    }

    public static ChatDelta content(int index, String content) {
        return new ChatDelta(index, null, content, null);
    }

    /** The part that says why the answer ended. */
    public static ChatDelta last(int index, String finishReason) {
        return new ChatDelta(index, null, null, finishReason);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("index", index);
        ObjectNode delta = json.putObject("delta");
        if (role != null) {
            delta.put("role", role);
        }
        if (content != null) {
            delta.put("content", content);
        }
        if (role != null) {
            delta.putNull("refusal");
        }
        return Choice.close(json, finishReason);
    }
}
