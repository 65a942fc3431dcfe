package io.mullama.chat.turn;

import io.mullama.chat.Conversation;
import java.util.OptionalInt;

/**
 * What is asked of a model next. Immutable.
 *
 * @param text what it says must be; calls of tools are no text
 * @param parallelCalls whether one answer may call several tools
 * @param thinkingBudget the most tokens of thinking
 */
public record TurnRequest(
        Conversation conversation, TextRules text, boolean parallelCalls, OptionalInt thinkingBudget) {

    /** The same with another conversation. */
    public TurnRequest with(Conversation other) {
        return new TurnRequest(other, text, parallelCalls, thinkingBudget);
    }
}
