package io.mullama.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation: who speaks, and what is said. Immutable.
 *
 * @param role {@code system}, {@code developer}, {@code user}, {@code assistant} or {@code tool}
 * @param content empty where an assistant only calls tools
 * @param thinking what an assistant thought before it answered; null where that is not known
 * @param toolCalls of an assistant
 * @param answers the call that a tool's message answers
 */
public record Message(
        String role, String content, @Nullable String thinking, List<ToolCall> toolCalls, AnsweredCall answers) {

    /**
     * Which call a tool's message answers. Immutable.
     *
     * @param tool the tool's name; empty where it is not known
     * @param callId empty where it is not known
     */
    public record AnsweredCall(String tool, String callId) {
        /** No call. */
        public static final AnsweredCall NONE = new AnsweredCall("", "");
    }

    public Message {
        toolCalls = List.copyOf(toolCalls);
    }

    /** A message of text alone. */
    public Message(String role, String content) {
        this(role, content, null, List.of(), AnsweredCall.NONE);
    }

    public static Message user(String content) {
        return new Message("user", content);
    }

    public static Message system(String content) {
        return new Message("system", content);
    }

    public static Message assistant(String content) {
        return new Message("assistant", content);
    }

    /** The same with other content. */
    public Message withContent(String other) {
        return new Message(role, other, thinking, toolCalls, answers);
    }
}
