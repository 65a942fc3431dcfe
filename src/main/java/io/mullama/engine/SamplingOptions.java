package io.mullama.engine;

import java.util.OptionalLong;

/**
 * How the next token is chosen. Immutable.
 *
 * @param temperature 0 takes the likeliest token
 * @param topK the number of likeliest tokens to choose from; 0 for all
 * @param topP the likeliest tokens whose probabilities sum to this; 1 for all
 * @param minP tokens at least this likely, relative to the likeliest; 0 for all
 * @param repeatPenalty over 0; divides the logits of recent tokens; 1 is none
 * @param seed makes a run repeatable; the low 32 bits count
 */
public record SamplingOptions(
        double temperature, int topK, double topP, double minP, double repeatPenalty, OptionalLong seed) {}
