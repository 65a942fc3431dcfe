package io.mullama.cli.chats;

import io.mullama.api.ChatMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question and its answer, and what came between them. Immutable.
 *
 * @param typed the question without the files that were attached; null where there were none
 */
public record ChatTurn(List<ChatMessage> messages, @Nullable String typed) {
    public ChatTurn {
        messages = List.copyOf(messages);
    }

    /** One whose question was sent as it was typed. */
    public ChatTurn(List<ChatMessage> messages) {
        this(messages, null);
    }
}
