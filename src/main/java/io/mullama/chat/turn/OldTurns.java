package io.mullama.chat.turn;

import io.mullama.chat.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * The turns of a conversation that can be left out where there is no room for all: those before the last one. Immutable.
 *
 * @param beginnings the indices of the messages with which users begin turns
 */
public record OldTurns(List<Message> messages, List<Integer> beginnings) {

    /** Those of a conversation. */
    public static OldTurns of(List<Message> messages) {
        List<Integer> beginnings = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            boolean user = messages.get(i).role().equals("user");
            if (user && (i == 0 || !messages.get(i - 1).role().equals("user"))) {
                beginnings.add(i);
            }
        }
        return new OldTurns(messages, beginnings);
    }

    /** The most that can be left out. */
    public int count() {
        return Math.max(0, beginnings.size() - 1);
    }

    /** The messages without so many of the oldest turns; instructions always stay. */
    public List<Message> without(int turns) {
        int from = turns == 0 ? 0 : beginnings.get(turns);
        List<Message> rest = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            String role = messages.get(i).role();
            if (i >= from || role.equals("system") || role.equals("developer")) {
                rest.add(messages.get(i));
            }
        }
        return rest;
    }
}
