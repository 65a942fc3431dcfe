package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One turn of a conversation: who speaks, and what is said. Immutable. */
public record ChatMessage(String role, String content) {

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
        return Json.object().put("role", role).put("content", content);
    }

    public static ChatMessage fromJson(Fields fields) {
        return new ChatMessage(fields.requiredString("role"), fields.requiredString("content"));
    }
}
