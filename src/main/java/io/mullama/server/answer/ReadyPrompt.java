package io.mullama.server.answer;

import io.mullama.chat.answer.AnswerSyntax;
import io.mullama.chat.turn.TextRules;
import io.mullama.grammar.AnswerPlan;
import java.util.List;

/**
 * A prompt as a model reads it, and what is to become of its answer. Immutable: the array is not changed by anybody.
 *
 * @param plan what the answer goes through
 * @param syntax how it is read
 * @param text what its text must be
 * @param notes what was not done as the request had it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ReadyPrompt(int[] tokens, AnswerPlan plan, AnswerSyntax syntax, TextRules text, List<String> notes) {

    /** A prompt whose answer is taken as it comes. */
    public static ReadyPrompt plain(int[] tokens) {
        return plain(tokens, TextRules.FREE);
    }

    /** A prompt of which nothing is known but what the text of its answer must be. */
    public static ReadyPrompt plain(int[] tokens, TextRules text) {
        return new ReadyPrompt(tokens, text.plan(), AnswerSyntax.PLAIN, text, List.of());
    }

    /** The same of other tokens. */
    public ReadyPrompt withTokens(int[] others) {
        return new ReadyPrompt(others, plan, syntax, text, notes);
    }
}
