package io.mullama.engine.local;

import io.mullama.engine.LogitBias;
import io.mullama.engine.SamplingOptions;
import io.mullama.grammar.AnswerPlan;
import io.mullama.llama.Vocab;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Checks what requests ask of sampling against one model's vocabulary, on the requests' own threads. Thread-safe. */
final class SamplingPlanner {
    /** Each is looked at for every token of the answer. */
    private static final int MOST_BIASES = 4096;

    private final Vocab vocab;
    private final int contextSize;
    private final StagePlanner stages;

    SamplingPlanner(Vocab vocab, int contextSize) {
        this.vocab = vocab;
        this.contextSize = contextSize;
        this.stages = new StagePlanner(vocab);
    }

    /**
     * What the options mean for this model.
     *
     * @throws MullamaException if a bias names a token that is not there, or the answer's rules cannot be used
     */
    SamplingPlan plan(SamplingOptions options, AnswerPlan answer) {
        List<LogitBias> biases = biases(options.constraints());
        int[] biasedTokens = new int[biases.size()];
        float[] values = new float[biases.size()];
        BitSet banned = new BitSet();
        for (int i = 0; i < biasedTokens.length; i++) {
            LogitBias bias = biases.get(i);
            biasedTokens[i] = bias.token();
            values[i] = (float) bias.bias();
            if (bias.bias() == Double.NEGATIVE_INFINITY) {
                banned.set(bias.token());
            }
        }
        return new SamplingPlan(options, vocab, contextSize, biasedTokens, values, banned, stages.plan(answer));
    }

    /** Each of a token, the model's own last. */
    private List<LogitBias> biases(SamplingOptions.Constraints constraints) {
        List<LogitBias> biases = new ArrayList<>();
        for (LogitBias asked : constraints.biases()) {
            if (asked.text() == null) {
                requireToken(asked.token());
                biases.add(asked);
            } else {
                for (int token : vocab.tokenize(asked.text(), false)) {
                    biases.add(LogitBias.ofToken(token, asked.bias()));
                }
            }
        }
        if (biases.size() > MOST_BIASES) {
            throw MullamaException.invalidField(
                    "logit_bias",
                    "'logit_bias' stands for %d tokens, and may for %d".formatted(biases.size(), MOST_BIASES));
        }
        if (constraints.ignoreEnd()) {
            ban(vocab.endTokens(), biases);
        }
        ban(vocab.suppressedTokens(), biases);
        return biases;
    }

    private static void ban(int[] tokens, List<LogitBias> biases) {
        for (int token : tokens) {
            biases.add(LogitBias.ofToken(token, Double.NEGATIVE_INFINITY));
        }
    }

    private void requireToken(int token) {
        if (token < 0 || token >= vocab.size()) {
            throw MullamaException.invalidField(
                    "logit_bias",
                    "'logit_bias' names token %d, and the model's go from 0 to %d".formatted(token, vocab.size() - 1));
        }
    }
}
