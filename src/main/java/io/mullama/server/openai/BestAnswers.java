package io.mullama.server.openai;

import io.mullama.engine.TokenProbability;
import io.mullama.server.answer.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses the answers to each prompt that the model finds likeliest by token, as OpenAI's {@code best_of} has it. Stateless.
 */
final class BestAnswers {
    private BestAnswers() {}

    /** Of so many choices to each prompt those to be kept, the best first; all of them in their order if none is left. */
    static List<Reply> of(List<Reply> replies, int choices, int kept) {
        if (choices == kept) {
            return replies;
        }
        List<Reply> best = new ArrayList<>();
        for (int first = 0; first < replies.size(); first += choices) {
            replies.subList(first, first + choices).stream()
                    .sorted(Comparator.comparingDouble(BestAnswers::likelihood).reversed())
                    .limit(kept)
                    .forEach(best::add);
        }
        return best;
    }

    /** The mean logarithm of its tokens' probabilities; the least of all for an answer of none. */
    private static double likelihood(Reply reply) {
        List<TokenProbability> tokens = reply.tokens();
        return tokens.stream()
                .mapToDouble(token -> token.token().logprob())
                .average()
                .orElse(Double.NEGATIVE_INFINITY);
    }
}
