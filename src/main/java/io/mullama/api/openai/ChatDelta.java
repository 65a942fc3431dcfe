package io.mullama.api.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import org.jspecify.annotations.Nullable;

/**
 * The next part of an answer in a conversation. Immutable.
 *
 * @param finishReason in the last part alone: {@code stop}, {@code length}, {@code tool_calls} or
 *     {@code function_call}
 */
public record ChatDelta(int index, Part part, @Nullable String finishReason) implements Choice {
    /** Not OpenAI's own: DeepSeek's, llama-server's and vLLM's. */
    static final String REASONING = "reasoning_content";

    /** What a part adds to the message. */
    private sealed interface Part {}

    private record Role(boolean speaks) implements Part {}

    private record Text(String field, String text) implements Part {}

    private record CallBegun(int call, String id, String name) implements Part {}

    private record CallArguments(int call, String json) implements Part {}

    private record Function(String field, String text) implements Part {}

    private record Nothing() implements Part {}

    /** The part that says who answers; {@code speaks}: with words before any call. */
    public static ChatDelta first(int index, boolean speaks) {
        return new ChatDelta(index, new Role(speaks), null);
    }

    public static ChatDelta content(int index, String content) {
        return new ChatDelta(index, new Text("content", content), null);
    }

    public static ChatDelta thinking(int index, String thinking) {
        return new ChatDelta(index, new Text(REASONING, thinking), null);
    }

    /** The part with which a call begins. */
    public static ChatDelta call(int index, int call, String id, String name) {
        return new ChatDelta(index, new CallBegun(call, id, name), null);
    }

    /** The part that goes on with a call's arguments. */
    public static ChatDelta arguments(int index, int call, String json) {
        return new ChatDelta(index, new CallArguments(call, json), null);
    }

    /** The part with which a call begins, as it was worded before there were tools. */
    public static ChatDelta function(int index, String name) {
        return new ChatDelta(index, new Function("name", name), null);
    }

    /** The part that goes on with the arguments of such a call. */
    public static ChatDelta functionArguments(int index, String json) {
        return new ChatDelta(index, new Function("arguments", json), null);
    }

    /** The part that says why the answer ended. */
    public static ChatDelta last(int index, String finishReason) {
        return new ChatDelta(index, new Nothing(), finishReason);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("index", index);
        write(json.putObject("delta"));
        return Choice.close(json, finishReason);
    }

    private void write(ObjectNode delta) {
        if (part instanceof Role role) {
            delta.put("role", "assistant")
                    .put("content", role.speaks ? "" : null)
                    .putNull("refusal");
        } else if (part instanceof Text more) {
            delta.put(more.field, more.text);
        } else if (part instanceof CallBegun begun) {
            call(delta, begun.call)
                    .put("id", begun.id)
                    .put("type", "function")
                    .putObject("function")
                    .put("name", begun.name)
                    .put("arguments", "");
        } else if (part instanceof Function more) {
            delta.putObject("function_call").put(more.field, more.text);
        } else if (part instanceof CallArguments more) {
            call(delta, more.call).putObject("function").put("arguments", more.json);
        }
    }

    private static ObjectNode call(ObjectNode delta, int index) {
        return delta.putArray("tool_calls").addObject().put("index", index);
    }
}
