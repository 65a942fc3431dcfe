package io.mullama.cli.repl.session;

import io.mullama.api.ChatMessage;
import java.util.ArrayList;
import java.util.List;

/** A question with its answer. Immutable. */
public record Exchange(Question question, ChatMessage answer) {

    /** The exchanges of a conversation that was kept; a question without an answer is left out. */
    public static List<Exchange> of(List<ChatMessage> turns) {
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 1; i < turns.size(); i++) {
            ChatMessage asked = turns.get(i - 1);
            ChatMessage answer = turns.get(i);
            if (asked.role().equals("user") && answer.role().equals("assistant")) {
                exchanges.add(new Exchange(Question.of(asked.content()), answer));
            }
        }
        return exchanges;
    }

    /** The two as they are sent. */
    public List<ChatMessage> messages() {
        return List.of(ChatMessage.user(question.text()), answer);
    }

    /** The same answer to a question that was typed so. */
    public Exchange typed(String typed) {
        return new Exchange(new Question(typed, question.text()), answer);
    }
}
