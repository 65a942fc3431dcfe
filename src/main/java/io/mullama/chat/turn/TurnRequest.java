package io.mullama.chat.turn;

import io.mullama.chat.Conversation;
import io.mullama.chat.Thinking;
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

    /** The same with another wish for thoughts. */
    TurnRequest with(Thinking thinking) {
        return thinking == conversation.thinking()
                ? this
                : with(new Conversation(
                        conversation.messages(), conversation.tools(), conversation.toolChoice(), thinking));
    }

    /** The same with another conversation. */
    public TurnRequest with(Conversation other) {
        return new TurnRequest(other, text, parallelCalls, thinkingBudget);
    }
}
