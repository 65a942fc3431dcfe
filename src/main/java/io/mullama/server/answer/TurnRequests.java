package io.mullama.server.answer;

import io.mullama.api.AnswerFields;
import io.mullama.api.FormatField;
import io.mullama.api.GenerationOptions;
import io.mullama.chat.Conversation;
import io.mullama.chat.turn.TextRules;
import io.mullama.chat.turn.TurnRequest;
import io.mullama.model.ModelRecipe;
import io.mullama.model.MullamaException;
import io.mullama.server.model.Recipes;
import java.util.OptionalInt;

/** Takes what is asked of an answer from the words of the wire to those of the chat. Stateless. */
public final class TurnRequests {
    private TurnRequests() {}

    static TurnRequest of(ChatOrder order, ModelRecipe recipe) {
        AnswerFields answer = order.answer();
        Conversation asked = Conversations.of(order.messages(), answer);
        return new TurnRequest(
                asked.withMessages(Recipes.conversation(recipe, asked.messages())),
                text(answer.format(), order.options(), recipe),
                answer.parallelCalls(),
                answer.thinkingBudget() == null ? OptionalInt.empty() : OptionalInt.of(answer.thinkingBudget()));
    }

    /** What the text of the answer must be. */
    public static TextRules text(FormatField format, GenerationOptions options, ModelRecipe recipe) {
        String grammar = Recipes.complete(options, recipe).sampling().grammar();
        if (format instanceof FormatField.Free) {
            return grammar == null ? TextRules.FREE : new TextRules.Gbnf(grammar);
        }
        if (options.sampling().grammar() != null) {
            throw MullamaException.invalidField("grammar", "'grammar' cannot be combined with a format; leave one out");
        }
        return format instanceof FormatField.Schema wanted
                ? new TextRules.Schema(wanted.field(), wanted.schema())
                : TextRules.JSON;
    }
}
