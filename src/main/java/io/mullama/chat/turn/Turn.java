package io.mullama.chat.turn;

import io.mullama.chat.PromptText;
import io.mullama.chat.answer.AnswerSyntax;
import io.mullama.grammar.AnswerPlan;
import java.util.List;

/**
 * A model's next turn before it is taken. Immutable.
 *
 * @param prompt what it reads
 * @param plan what its answer must go through
 * @param syntax how its answer is read
 * @param text what the answer's text must be
 * @param notes what was not done as the request had it
 */
public record Turn(List<PromptText> prompt, AnswerPlan plan, AnswerSyntax syntax, TextRules text, List<String> notes) {
    public Turn {
        prompt = List.copyOf(prompt);
        notes = List.copyOf(notes);
    }
}
