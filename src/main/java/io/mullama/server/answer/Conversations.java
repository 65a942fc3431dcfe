package io.mullama.server.answer;

import io.mullama.api.AnswerFields;
import io.mullama.api.ChatMessage;
import io.mullama.api.ThinkField;
import io.mullama.api.ToolChoiceField;
import io.mullama.api.ToolField;
import io.mullama.chat.Conversation;
import io.mullama.chat.Message;
import io.mullama.chat.Thinking;
import io.mullama.chat.ToolCall;
import io.mullama.chat.ToolChoice;
import io.mullama.chat.ToolDefinition;
import java.util.List;

/** Takes conversations from the words of the wire to those of the chat. Stateless. */
final class Conversations {
    private Conversations() {}

    static Conversation of(List<ChatMessage> messages, AnswerFields answer) {
        return new Conversation(
                messages.stream().map(Conversations::message).toList(),
                answer.tools().stream().map(Conversations::tool).toList(),
                choice(answer.toolChoice()),
                thinking(answer.think()));
    }

    private static Message message(ChatMessage message) {
        return new Message(
                message.role(),
                message.content(),
                message.thinking(),
                message.toolCalls().stream()
                        .map(call -> new ToolCall(call.id(), call.name(), call.arguments()))
                        .toList(),
                new Message.AnsweredCall(
                        message.answers().tool(), message.answers().callId()));
    }

    private static ToolDefinition tool(ToolField tool) {
        return new ToolDefinition(tool.name(), tool.parameters(), tool.json());
    }

    private static ToolChoice choice(ToolChoiceField choice) {
        return switch (choice.mode()) {
            case AUTO -> ToolChoice.AUTO;
            case NONE -> ToolChoice.NONE;
            case REQUIRED -> ToolChoice.REQUIRED;
            case FUNCTION -> new ToolChoice.Function(choice.function());
        };
    }

    private static Thinking thinking(ThinkField think) {
        return Thinking.valueOf(think.name());
    }
}
