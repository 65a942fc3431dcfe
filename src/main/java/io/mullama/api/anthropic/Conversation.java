package io.mullama.api.anthropic;

import io.mullama.api.ChatMessage;
import io.mullama.api.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code system} and {@code messages} say. Immutable.
 *
 * @param messages at least one
 * @param begun whether the last is an answer's beginning, of which the rest is wanted
 */
record Conversation(List<ChatMessage> messages, boolean begun) {

    static Conversation read(Fields fields, Notes notes) {
        List<ChatMessage> all = new ArrayList<>();
        String system = SystemField.read(fields, notes);
        if (!system.isEmpty()) {
            all.add(ChatMessage.system(system));
        }
        List<List<ChatMessage>> turns = fields.objects("messages", message -> MessageReader.read(message, notes));
        if (turns == null) {
            throw fields.missing("messages");
        }
        turns.forEach(all::addAll);
        int first = all.size() - begun(all);
        if (turns.isEmpty() || all.subList(0, first).stream().allMatch(Conversation::isSystem)) {
            throw fields.invalid("messages", "must hold at least one message of the role \"user\"");
        }
        if (first == all.size()) {
            return new Conversation(all, false);
        }
        ChatMessage last = joined(all.subList(first, all.size()));
        List<ChatMessage> messages = new ArrayList<>(all.subList(0, first));
        boolean empty = last.content().isEmpty() && last.thinking() == null;
        if (!empty) {
            messages.add(last);
        }
        return new Conversation(List.copyOf(messages), !empty);
    }

    private static boolean isSystem(ChatMessage message) {
        return message.role().equals("system");
    }

    /** How many messages at the end begin the answer. */
    private static int begun(List<ChatMessage> messages) {
        int count = 0;
        for (int i = messages.size() - 1; i >= 0; i--) {
            ChatMessage message = messages.get(i);
            if (!message.role().equals("assistant") || !message.toolCalls().isEmpty()) {
                return count;
            }
            count++;
        }
        return count;
    }

    private static ChatMessage joined(List<ChatMessage> begun) {
        ChatMessage last = begun.get(begun.size() - 1);
        String content = begun.stream()
                .map(ChatMessage::content)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
        return new ChatMessage("assistant", content, last.thinking(), List.of(), last.answers());
    }
}
