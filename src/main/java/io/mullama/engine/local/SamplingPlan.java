package io.mullama.engine.local;

import io.mullama.engine.SamplingOptions;
import io.mullama.llama.Vocab;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * A request's sampling, checked against a model's vocabulary: all that is needed to make its sampler on the decode
 * thread, which then has nothing left to refuse. Immutable: the arrays and the set are not changed by anybody.
 *
 * @param biasedTokens whose logits something is added to, each beside its bias
 * @param banned tokens that must never come
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SamplingPlan(
        SamplingOptions options,
        Vocab vocab,
        int contextSize,
        int[] biasedTokens,
        float[] biases,
        BitSet banned,
        StagePlan stages) {

    /** A sampler at the beginning of an answer. */
    TokenSampler sampler() {
        return new TokenSampler(this);
    }

    /** A token's text; one that is none, as the vocabulary spells it. */
    byte[] text(int token) {
        byte[] piece = stages.tokens().text(token);
        return piece.length > 0 ? piece : vocab.text(token).getBytes(StandardCharsets.UTF_8);
    }

    /** Tokens that may count for repetition: there are never more than the context holds. */
    int lookBack(int lastTokens) {
        return lastTokens < 0 ? contextSize : Math.min(lastTokens, contextSize);
    }
}
