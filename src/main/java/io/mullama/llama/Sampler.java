package io.mullama.llama;

import com.sun.jna.Pointer;
import io.mullama.llama.binding.Llama;

/**
 * A chain of llama.cpp's samplers in its own order: penalties, top-k, top-p, min-p, temperature, choice. Not
 * thread-safe.
 */
public final class Sampler implements AutoCloseable {
    private final Handle handle;
    private final boolean penalizes;

    public Sampler(SamplingParameters parameters, Vocab vocab) {
        Pointer chain = Llama.llama_sampler_chain_init(Llama.llama_sampler_chain_default_params());
        this.handle = new Handle("the sampler", chain);
        this.penalizes = parameters.penalizes();
        if (penalizes) {
            add(Llama.llama_sampler_init_penalties(
                    vocab.size(), SamplingParameters.PENALTY_WINDOW, (float) parameters.repeatPenalty(), 0, 0));
        }
        if (parameters.temperature() <= 0) {
            add(Llama.llama_sampler_init_greedy());
        } else {
            addRandomChoice(parameters);
        }
    }

    private void addRandomChoice(SamplingParameters parameters) {
        if (parameters.topK() > 0) {
            add(Llama.llama_sampler_init_top_k(parameters.topK()));
        }
        add(Llama.llama_sampler_init_top_p((float) parameters.topP(), 1));
        add(Llama.llama_sampler_init_min_p((float) parameters.minP(), 1));
        add(Llama.llama_sampler_init_temp((float) parameters.temperature()));
        add(Llama.llama_sampler_init_dist(parameters.seed()));
    }

    /** Tells the penalties of tokens that were not sampled: the prompt's. */
    public void acceptPrompt(int[] tokens) {
        if (penalizes) {
            for (int i = Math.max(0, tokens.length - SamplingParameters.PENALTY_WINDOW); i < tokens.length; i++) {
                Llama.llama_sampler_accept(handle.get(), tokens[i]);
            }
        }
    }

    /** Chooses the token after the batch's token at that index. */
    public int sample(Context context, int batchIndex) {
        return Llama.llama_sampler_sample(handle.get(), context.pointer(), batchIndex);
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
