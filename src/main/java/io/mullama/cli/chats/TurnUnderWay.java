package io.mullama.cli.chats;

import io.mullama.api.AnswerPiece;
import io.mullama.api.ChatMessage;
import java.util.List;

/** A question whose answer is coming, for a conversation that keeps it when it is there. Used by one thread. */
public final class TurnUnderWay {
    private final ChatRecorder chat;
    private final ChatMessage question;
    private final StringBuilder said = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();

    public TurnUnderWay(ChatRecorder chat, String question) {
        this.chat = chat;
        this.question = ChatMessage.user(question);
    }

    /** More of the answer. */
    public void add(AnswerPiece piece) {
        said.append(piece.text());
        thought.append(piece.thinking());
    }

    /** The answer is whole; one that says nothing is not kept. */
    public void end() {
        if (!said.isEmpty()) {
            String thinking = thought.isEmpty() ? null : thought.toString();
            chat.add(List.of(
                    question,
                    new ChatMessage("assistant", said.toString(), thinking, List.of(), ChatMessage.AnsweredCall.NONE)));
        }
    }
}
