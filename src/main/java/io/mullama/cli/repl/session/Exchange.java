package io.mullama.cli.repl.session;

import io.mullama.api.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A question with its answer. Immutable. */
record Exchange(Question question, ChatMessage answer) {

    /** The exchanges of a conversation that was kept; a question without an answer is left out. */
    static List<Exchange> of(List<ChatMessage> turns) {
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

    Stream<ChatMessage> messages() {
        return Stream.of(ChatMessage.user(question.text()), answer);
    }
}
