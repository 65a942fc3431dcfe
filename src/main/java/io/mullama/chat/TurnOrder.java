package io.mullama.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Puts messages into the order and the roles that a template words. Stateless. */
final class TurnOrder {
    private static final String GAP = "\n\n";

    private TurnOrder() {}

    static boolean isSystem(Message message) {
        return message.role().equals("system") || message.role().equals("developer");
    }

    /** Whether every template words them: at most a system message, then a user and an assistant in turn. */
    static boolean isPlain(List<Message> messages) {
        int at = !messages.isEmpty() && messages.get(0).role().equals("system") ? 1 : 0;
        boolean user = true;
        for (Message message : messages.subList(at, messages.size())) {
            if (!message.role().equals(user ? "user" : "assistant")) {
                return false;
            }
            user = !user;
        }
        return true;
    }

    /** The messages with a text at the end of the system message at their beginning. */
    static List<Message> withSystemText(List<Message> messages, String text) {
        List<Message> all = new ArrayList<>(messages);
        if (all.isEmpty() || !isSystem(all.get(0))) {
            all.add(0, Message.system(text));
        } else {
            Message first = all.get(0);
            all.set(0, first.withContent(joined(first.content(), text)));
        }
        return all;
    }

    /** The messages with developers as system messages. */
    static List<Message> withoutDevelopers(List<Message> messages) {
        return messages.stream()
                .map(message -> message.role().equals("developer") ? as("system", message) : message)
                .toList();
    }

    /** The messages with system messages at their beginning as one. */
    static List<Message> withOneSystem(List<Message> messages) {
        int end = systems(messages);
        if (end < 2) {
            return messages;
        }
        List<Message> all = new ArrayList<>();
        all.add(messages.get(0).withContent(contents(messages.subList(0, end))));
        all.addAll(messages.subList(end, messages.size()));
        return all;
    }

    /** How many system messages there are at the beginning. */
    static int systems(List<Message> messages) {
        int end = 0;
        while (end < messages.size() && isSystem(messages.get(end))) {
            end++;
        }
        return end;
    }

    static boolean hasLaterSystem(List<Message> messages) {
        return messages.subList(systems(messages), messages.size()).stream().anyMatch(TurnOrder::isSystem);
    }

    /** The messages with system messages that stand behind others as users'. */
    static List<Message> withoutLaterSystems(List<Message> messages) {
        int end = systems(messages);
        List<Message> all = new ArrayList<>(messages.subList(0, end));
        messages.subList(end, messages.size())
                .forEach(message -> all.add(isSystem(message) ? as("user", message) : message));
        return all;
    }

    /** The messages with those of the system at the beginning in the first user's. */
    static List<Message> withSystemInUser(List<Message> messages) {
        int end = systems(messages);
        List<Message> all = new ArrayList<>(withOneSystem(messages));
        if (end == 0) {
            return all;
        }
        Message system = all.remove(0);
        if (!all.isEmpty() && all.get(0).role().equals("user")) {
            all.set(
                    0,
                    all.get(0).withContent(joined(system.content(), all.get(0).content())));
        } else if (!system.content().isEmpty() || all.isEmpty()) {
            all.add(0, as("user", system));
        }
        return all;
    }

    /** The messages with neighbouring ones of users, or of assistants, as one, and a user's at the beginning. */
    static List<Message> alternating(List<Message> messages) {
        List<Message> all = new ArrayList<>();
        for (int at = 0; at < messages.size(); ) {
            Message first = messages.get(at);
            int end = at + 1;
            while (end < messages.size() && joins(first, messages.get(end))) {
                end++;
            }
            if (first.role().equals("assistant") && (all.isEmpty() || isSystem(all.get(all.size() - 1)))) {
                all.add(Message.user(""));
            }
            all.add(end == at + 1 ? first : join(messages.subList(at, end)));
            at = end;
        }
        return all;
    }

    private static boolean joins(Message first, Message next) {
        boolean speaks = next.role().equals("user") || next.role().equals("assistant");
        return speaks
                && first.role().equals(next.role())
                && first.toolCalls().isEmpty()
                && next.toolCalls().isEmpty();
    }

    private static Message join(List<Message> messages) {
        String thinking = messages.stream()
                .map(Message::thinking)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(GAP));
        return new Message(
                messages.get(0).role(),
                contents(messages),
                thinking.isEmpty() ? null : thinking,
                List.of(),
                Message.AnsweredCall.NONE);
    }

    private static String contents(List<Message> messages) {
        return messages.stream()
                .map(Message::content)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(GAP));
    }

    private static Message as(String role, Message message) {
        return new Message(role, message.content());
    }

    private static String joined(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + GAP + other;
    }
}
