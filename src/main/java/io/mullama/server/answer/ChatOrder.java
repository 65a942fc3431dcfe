package io.mullama.server.answer;

import io.mullama.api.AnswerFields;
import io.mullama.api.ChatMessage;
import io.mullama.api.GenerationOptions;
import java.util.List;

/**
 * What a request for the next turn of a conversation says of its prompt and its answer, whatever dialect it came in.
 * Immutable.
 *
 * @param messages at least one
 * @param begun whether the last of the messages, of which there are two at least, begins the turn that is asked for: the
 *     answer is its rest
 * @param truncate whether the oldest turns may be left out if the context has no room for all
 */
public record ChatOrder(
        List<ChatMessage> messages, boolean begun, boolean truncate, AnswerFields answer, GenerationOptions options) {

    /** An order for a whole turn. */
    public ChatOrder(List<ChatMessage> messages, boolean truncate, AnswerFields answer, GenerationOptions options) {
        this(messages, false, truncate, answer, options);
    }
}
