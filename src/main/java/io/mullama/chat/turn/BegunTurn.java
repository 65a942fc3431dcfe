package io.mullama.chat.turn;

import io.mullama.chat.Message;
import io.mullama.chat.PromptText;
import io.mullama.chat.answer.AnswerSyntax;
import io.mullama.chat.answer.ThinkingFormat;
import io.mullama.grammar.Stage;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;

/**
 * A turn of which the beginning is given. Immutable.
 *
 * @param found how an answer would be written that begins anew
 * @param promptEnd what the template wrote last
 * @param begun what is said already
 */
record BegunTurn(AnswerSyntax found, String promptEnd, Message begun) {

    /** How the rest is written. */
    AnswerSyntax syntax() {
        return found.continued();
    }

    /** The prompt with the beginning of the turn. */
    List<PromptText> prompt(List<PromptText> asking) {
        List<PromptText> parts = new ArrayList<>(asking);
        ThinkingFormat thinking = found.thinking();
        if (found.opened() && thinking != null) {
            String thought = begun.thinking();
            if (thought != null) {
                parts.add(new PromptText(thought, true));
            }
            parts.add(new PromptText(thinking.ending(false), false));
        } else if (thinking != null && !promptEnd.endsWith(thinking.opening())) {
            parts.add(new PromptText(thinking.opening(), false));
        }
        parts.add(new PromptText(begun.content(), true));
        return parts;
    }

    /**
     * What the rest goes through.
     *
     * @throws MullamaException if the whole answer is to be held: its rules would have to begin amid it
     */
    List<Stage> stages(HeldAnswer held) {
        if (held.isHeld()) {
            throw MullamaException.invalidField(
                    "messages",
                    "'messages' end with an answer that has begun, which no format, grammar or tool_choice can be"
                            + " combined with; leave that message out");
        }
        List<Stage> stages = new ArrayList<>(held.free(0));
        Stage said = stages.get(0);
        List<Stage.Exit> exits =
                said.exits().stream().filter(exit -> !exit.first()).toList();
        stages.set(0, new Stage(said.rules(), exits, said.next(), said.budget(), said.stops()));
        return stages;
    }
}
