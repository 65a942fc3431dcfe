package io.mullama.server;

import io.mullama.chat.answer.AnswerSyntax;
import java.util.List;

/**
 * A prompt as a model reads it, and how its answer is to be read. Immutable: the array is not changed by anybody.
 *
 * @param notes what was not done as the request had it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ReadyPrompt(int[] tokens, AnswerSyntax syntax, List<String> notes) {

    /** A prompt whose answer is taken as it comes. */
    static ReadyPrompt plain(int[] tokens) {
        return new ReadyPrompt(tokens, AnswerSyntax.PLAIN, List.of());
    }
}
