package io.mullama.llama;

/**
 * How the next token is chosen. Immutable.
 *
 * @param temperature 0 takes the likeliest token
 * @param topK the number of likeliest tokens to choose from; 0 for all
 * @param topP the likeliest tokens whose probabilities sum to this; 1 for all
 * @param minP tokens at least this likely, relative to the likeliest; 0 for all
 * @param repeatPenalty over 0; divides the logits of recent tokens; 1 is none
 * @param seed of the random choice, as an unsigned 32-bit number
 */
public record SamplingParameters(
        double temperature, int topK, double topP, double minP, double repeatPenalty, int seed) {
    /** How many recent tokens the repeat penalty looks at, as llama.cpp's default has it. */
    static final int PENALTY_WINDOW = 64;

    boolean penalizes() {
        return repeatPenalty != 1.0;
    }
}
