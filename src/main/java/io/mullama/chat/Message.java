package io.mullama.chat;

/** One turn of a conversation: who speaks, and what is said. Immutable. */
public record Message(String role, String content) {

    public static Message user(String content) {
        return new Message("user", content);
    }

    public static Message system(String content) {
        return new Message("system", content);
    }
}
