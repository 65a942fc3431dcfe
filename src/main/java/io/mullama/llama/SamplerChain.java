package io.mullama.llama;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import io.mullama.llama.binding.Llama;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * llama.cpp's samplers one after the other, in the order of adding; the last one must choose a token. Not thread-safe.
 *
 * <p>What the numbers mean stands in llama.h. It checks none of them, and one that is not finite, or makes a logit that
 * is not, can end the process: whoever adds keeps them within bounds.
 */
public final class SamplerChain implements AutoCloseable {
    private static final int BIAS_BYTES = 8;

    private final Handle handle;
    private final Vocab vocab;

    public SamplerChain(Vocab vocab) {
        // By default it does not measure time.
        Pointer chain = Llama.llama_sampler_chain_init(Llama.llama_sampler_chain_default_params());
        this.handle = new Handle("the sampler", chain);
        this.vocab = vocab;
    }

    /** Adds to the logits of tokens; minus infinity for those that must never come. */
    public void addLogitBias(int[] tokens, float[] biases) {
        Memory pairs = new Memory((long) BIAS_BYTES * Math.max(1, tokens.length));
        for (int i = 0; i < tokens.length; i++) {
            pairs.setInt((long) BIAS_BYTES * i, tokens[i]);
            pairs.setFloat((long) BIAS_BYTES * i + 4, biases[i]);
        }
        // It copies them.
        add(Llama.llama_sampler_init_logit_bias(vocab.size(), tokens.length, pairs));
        pairs.close();
    }

    /** Over the last tokens that were accepted; takes memory for as many. */
    public void addPenalties(int lastTokens, double repeat, double frequency, double presence) {
        add(Llama.llama_sampler_init_penalties(
                vocab.size(), lastTokens, (float) repeat, (float) frequency, (float) presence));
    }

    /**
     * DRY, over the last tokens that were accepted; takes memory for as many. Looks at the whole vocabulary for each of
     * the texts at which a repetition begins anew.
     */
    public void addDry(double multiplier, double base, int allowedLength, int lastTokens, List<String> breakers) {
        StringArray texts = new StringArray(breakers.toArray(String[]::new), StandardCharsets.UTF_8.name());
        add(Llama.llama_sampler_init_dry(
                vocab.pointer(), (float) multiplier, (float) base, allowedLength, lastTokens, texts, breakers.size()));
        texts.close();
    }

    public void addTopNSigma(double deviations) {
        add(Llama.llama_sampler_init_top_n_sigma((float) deviations));
    }

    public void addTopK(int tokens) {
        add(Llama.llama_sampler_init_top_k(tokens));
    }

    public void addTypical(double probability, int minKeep) {
        add(Llama.llama_sampler_init_typical((float) probability, minKeep));
    }

    public void addTopP(double probability, int minKeep) {
        add(Llama.llama_sampler_init_top_p((float) probability, minKeep));
    }

    public void addMinP(double probability, int minKeep) {
        add(Llama.llama_sampler_init_min_p((float) probability, minKeep));
    }

    public void addXtc(double probability, double threshold, int minKeep, int seed) {
        add(Llama.llama_sampler_init_xtc((float) probability, (float) threshold, minKeep, seed));
    }

    public void addTemperature(double temperature, double range, double exponent) {
        add(Llama.llama_sampler_init_temp_ext((float) temperature, (float) range, (float) exponent));
    }

    /** Chooses the likeliest token. */
    public void addGreedy() {
        add(Llama.llama_sampler_init_greedy());
    }

    /** Chooses by probability. */
    public void addDistribution(int seed) {
        add(Llama.llama_sampler_init_dist(seed));
    }

    /** Chooses by Mirostat 1. */
    public void addMirostat(double tau, double eta, int seed) {
        // How many of the likeliest it judges the distribution by: the paper's number, and llama.cpp's.
        int likeliest = 100;
        add(Llama.llama_sampler_init_mirostat(vocab.size(), seed, (float) tau, (float) eta, likeliest));
    }

    /** Chooses by Mirostat 2. */
    public void addMirostatV2(double tau, double eta, int seed) {
        add(Llama.llama_sampler_init_mirostat_v2(seed, (float) tau, (float) eta));
    }

    /** Chooses near a probability. */
    public void addAdaptiveP(double target, double decay, int seed) {
        add(Llama.llama_sampler_init_adaptive_p((float) target, (float) decay, seed));
    }

    /** Tells samplers that look back of a token: each that was chosen by {@link #choose}, and the prompt's. */
    public void accept(int token) {
        Llama.llama_sampler_accept(handle.get(), token);
    }

    /** Chooses and accepts the token after the batch's token at that index. */
    public int sample(Context context, int batchIndex) {
        return Llama.llama_sampler_sample(handle.get(), context.pointer(), batchIndex);
    }

    /** Chooses among candidates, without accepting; leaves in them what the samplers made of them. */
    public int choose(Candidates candidates) {
        Llama.llama_sampler_apply(handle.get(), candidates.pointer());
        return candidates.chosen();
    }

    @Override
    public void close() {
        Pointer pointer = handle.take();
        if (pointer != null) {
            Llama.llama_sampler_free(pointer);
        }
    }

    /** The chain owns what is added, and frees it with itself. */
    private void add(Pointer sampler) {
        Llama.llama_sampler_chain_add(handle.get(), sampler);
    }
}
