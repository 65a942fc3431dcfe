package io.mullama.server.answer;

import io.mullama.api.JsonBody;
import io.mullama.api.Logprobs;
import io.mullama.api.ScoredAnswer;
import io.mullama.engine.TokenProbability;
import java.util.List;

/** Puts what the engine tells of tokens' probabilities into the words of the wire. Stateless. */
public final class Scoring {
    private Scoring() {}

    /** The body with its tokens' probabilities; as it is where there are none. */
    public static JsonBody beside(JsonBody body, List<TokenProbability> tokens) {
        return tokens.isEmpty() ? body : new ScoredAnswer(body, logprobs(tokens));
    }

    public static Logprobs logprobs(List<TokenProbability> tokens) {
        return new Logprobs(tokens.stream()
                .map(token -> new Logprobs.Token(
                        candidate(token.token()),
                        token.top().stream().map(Scoring::candidate).toList()))
                .toList());
    }

    private static Logprobs.Candidate candidate(TokenProbability.Candidate candidate) {
        return new Logprobs.Candidate(candidate.bytes(), candidate.logprob());
    }
}
