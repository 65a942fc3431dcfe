package io.mullama.chat;

import java.util.List;

/**
 * What a prompt is made of: the messages so far, and what the next answer may use. Immutable.
 *
 * @param messages at least one
 * @param tools what the model may call
 */
public record Conversation(
        List<Message> messages, List<ToolDefinition> tools, ToolChoice toolChoice, Thinking thinking) {
    public Conversation {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** Messages alone. */
    public Conversation(List<Message> messages) {
        this(messages, List.of(), ToolChoice.AUTO, Thinking.UNSET);
    }

    /** The same with other messages. */
    public Conversation withMessages(List<Message> others) {
        return new Conversation(others, tools, toolChoice, thinking);
    }
}
