package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One turn of a conversation: who speaks, and what is said. Immutable. */
public record ChatMessage(String role, String content) {
    /** A template leaves out, without a word, the turns of a role that it does not know. */
    private static final List<String> ROLES = List.of("system", "developer", "user", "assistant", "tool");

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
        return new ChatMessage(role(fields), fields.requiredString("content"));
    }

    /** The role among a message's fields, for dialects that write the content in their own way. */
    public static String role(Fields fields) {
        String role = fields.requiredString("role");
        if (!ROLES.contains(role)) {
            throw fields.invalid("role", "must be one of " + String.join(", ", ROLES) + ", not \"" + role + "\"");
        }
        return role;
    }
}
