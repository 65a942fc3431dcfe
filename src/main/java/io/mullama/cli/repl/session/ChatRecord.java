package io.mullama.cli.repl.session;

import io.mullama.api.ChatMessage;
import io.mullama.api.ChatSetup;
import java.util.List;

/** Where a conversation is kept as it goes. Called by the conversation's thread. */
@FunctionalInterface
public interface ChatRecord {
    /** Keeps nothing. */
    ChatRecord NONE = (setup, turns) -> {};

    /**
     * The conversation has changed: a turn came, or went; the last one too, perhaps.
     *
     * @param setup how it is held now
     * @param turns all there are now, question and answer by turns, without the system's instructions
     */
    void turns(ChatSetup setup, List<ChatMessage> turns);

    /** The conversation is forgotten here, and what follows is another; it stays where it is kept. */
    default void restarts() {}

    /** Whether the turns that come are to be kept. */
    default void keeps(boolean whether) {}
}
