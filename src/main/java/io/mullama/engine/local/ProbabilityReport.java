package io.mullama.engine.local;

import io.mullama.engine.TokenProbability;
import io.mullama.llama.Candidates;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Tells how likely a token was, and what else was. For one answer; not thread-safe. */
final class ProbabilityReport {
    /** What is less likely by more than this power of e does not change the sum of 10^6 tokens by a float's precision. */
    private static final float NEGLIGIBLE = 32;

    private final IntFunction<byte[]> texts;
    private final int most;

    /** The likeliest tokens so far, the likeliest first, and how likely. */
    private final int[] tokens;

    private final double[] scores;
    private int count;

    /**
     * For a vocabulary.
     *
     * @param texts the bytes of each token
     * @param most how many of the likeliest tokens are told
     */
    ProbabilityReport(IntFunction<byte[]> texts, int most) {
        this.texts = texts;
        this.most = most;
        this.tokens = new int[most];
        this.scores = new double[most];
    }

    /** By the model's own distribution: the softmax of all logits. */
    TokenProbability before(int token, float[] logits) {
        count = 0;
        for (int i = 0; i < logits.length; i++) {
            offer(i, logits[i]);
        }
        double logSum = logSumOfPowers(logits);
        for (int i = 0; i < count; i++) {
            scores[i] -= logSum;
        }
        return report(token, logits[token] - logSum);
    }

    /** By what the samplers have left; what they made impossible is not told. */
    TokenProbability after(int token, Candidates candidates) {
        count = 0;
        double own = Double.NEGATIVE_INFINITY;
        int size = candidates.size();
        for (int i = 0; i < size; i++) {
            float probability = candidates.probability(i);
            if (candidates.token(i) == token) {
                own = Math.log(probability);
            }
            if (probability > 0) {
                offer(candidates.token(i), Math.log(probability));
            }
        }
        return report(token, own);
    }

    /** Of a token that nothing else had a chance against. */
    TokenProbability certain(int token) {
        count = 0;
        offer(token, 0);
        return report(token, 0);
    }

    private static double logSumOfPowers(float[] logits) {
        float highest = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        float least = highest - NEGLIGIBLE;
        for (float logit : logits) {
            if (logit > least) {
                sum += Math.exp(logit - highest);
            }
        }
        return highest + Math.log(sum);
    }

    /** Keeps the token if it is among the likeliest. */
    private void offer(int token, double score) {
        if (count == most && (most == 0 || score <= scores[most - 1])) {
            return;
        }
        int at = Math.min(count, most - 1);
        while (at > 0 && scores[at - 1] < score) {
            scores[at] = scores[at - 1];
            tokens[at] = tokens[at - 1];
            at--;
        }
        scores[at] = score;
        tokens[at] = token;
        count = Math.min(count + 1, most);
    }

    private TokenProbability report(int token, double logprob) {
        List<TokenProbability.Candidate> top = IntStream.range(0, count)
                .mapToObj(i -> candidate(tokens[i], scores[i]))
                .toList();
        return new TokenProbability(candidate(token, logprob), top);
    }

    private TokenProbability.Candidate candidate(int token, double logprob) {
        return new TokenProbability.Candidate(token, texts.apply(token), logprob);
    }
}
