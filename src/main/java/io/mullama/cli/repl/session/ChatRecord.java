package io.mullama.cli.repl.session;

import io.mullama.api.ChatSetup;
import java.util.List;

/** Where a conversation is kept as it goes. Called by the conversation's thread. */
@FunctionalInterface
public interface ChatRecord {
    /** Keeps nothing. */
    ChatRecord NONE = (setup, exchanges) -> {};

    /**
     * The conversation has changed: a turn came, or went; the last one too, perhaps.
     *
     * @param setup how it is held now
     * @param exchanges all there are now
     */
    void turns(ChatSetup setup, List<Exchange> exchanges);

    /** The conversation is forgotten here, and what follows is another; it stays where it is kept. */
    default void restarts() {}

    /** Whether the turns that come are to be kept. */
    default void keeps(boolean whether) {}
}
