package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation: who speaks, and what is said. Immutable.
 *
 * @param content empty where an assistant only thinks or calls tools
 * @param thinking what an assistant thought; null where it is not told
 * @param toolCalls of an assistant
 * @param answers the call that a tool's message answers
 */
public record ChatMessage(
        String role, String content, @Nullable String thinking, List<ToolCallField> toolCalls, AnsweredCall answers) {
    /** A template leaves out, without a word, the turns of a role that it does not know. */
    private static final List<String> ROLES = List.of("system", "developer", "user", "assistant", "tool");

    /**
     * Which call a tool's message answers. Immutable.
     *
     * @param tool the tool's name; empty where it is not told
     * @param callId empty where it is not told
     */
    public record AnsweredCall(String tool, String callId) {
        /** No call. */
        public static final AnsweredCall NONE = new AnsweredCall("", "");
    }

    public ChatMessage {
        toolCalls = List.copyOf(toolCalls);
    }

    /** A message of text alone. */
    public ChatMessage(String role, String content) {
        this(role, content, null, List.of(), AnsweredCall.NONE);
    }

    public static ChatMessage user(String content) {
        return new ChatMessage("user", content);
    }

    public static ChatMessage assistant(String content) {
        return new ChatMessage("assistant", content);
    }

    public static ChatMessage system(String content) {
        return new ChatMessage("system", content);
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("role", role).put("content", content);
        if (thinking != null) {
            json.put("thinking", thinking);
        }
        if (!toolCalls.isEmpty()) {
            ArrayNode calls = json.putArray("tool_calls");
            toolCalls.forEach(call -> calls.add(call.toJson()));
        }
        if (!answers.tool.isEmpty()) {
            json.put("tool_name", answers.tool);
        }
        if (!answers.callId.isEmpty()) {
            json.put("tool_call_id", answers.callId);
        }
        return json;
    }

    /** Reads a message with the content as a string or in parts, by the names of mullama, Ollama and OpenAI. */
    public static ChatMessage fromJson(Fields fields) {
        String role = role(fields);
        refuseImages(fields);
        List<ToolCallField> calls = fields.objects("tool_calls", ToolCallField::fromJson);
        if (calls != null && !calls.isEmpty() && !role.equals("assistant")) {
            throw fields.invalid("tool_calls", "are an assistant's, not of the role \"" + role + "\"");
        }
        String thinking = role.equals("assistant") ? first(fields, "thinking", "reasoning_content") : null;
        return new ChatMessage(
                role,
                content(fields, (calls != null && !calls.isEmpty()) || thinking != null),
                thinking,
                calls == null ? List.of() : calls,
                role.equals("tool") ? answered(fields) : AnsweredCall.NONE);
    }

    private static AnsweredCall answered(Fields fields) {
        return new AnsweredCall(
                Objects.requireNonNullElse(first(fields, "tool_name", "name"), ""),
                Objects.requireNonNullElse(fields.string("tool_call_id"), ""));
    }

    private static String role(Fields fields) {
        String role = fields.requiredString("role");
        if (!ROLES.contains(role)) {
            throw fields.invalid("role", "must be one of " + String.join(", ", ROLES) + ", not \"" + role + "\"");
        }
        return role;
    }

    static void refuseImages(Fields fields) {
        JsonNode images = fields.node("images");
        if (images != null && !images.isEmpty()) {
            throw fields.invalid("images", "are not supported yet; leave them out");
        }
    }

    private static @Nullable String first(Fields fields, String name, String otherName) {
        String value = fields.string(name);
        String other = fields.string(otherName);
        return value == null ? other : value;
    }

    private static String content(Fields fields, boolean mayBeMissing) {
        JsonNode node = fields.node("content");
        if (node == null && mayBeMissing) {
            return "";
        }
        if (node == null) {
            throw fields.missing("content");
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        if (!node.isArray() || node.isEmpty()) {
            throw fields.invalid("content", "must be a string, or a list of parts such as {\"type\": \"text\", …}");
        }
        List<String> texts = fields.objects("content", ChatMessage::text);
        return texts == null ? "" : String.join("\n", texts);
    }

    private static String text(Fields part) {
        String type = part.requiredString("type");
        if (!type.equals("text")) {
            throw part.invalid(
                    "type", "must be text, not \"" + type + "\": images, sound and files are not supported yet");
        }
        return part.requiredString("text");
    }
}
