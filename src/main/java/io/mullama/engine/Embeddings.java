package io.mullama.engine;

import java.util.List;

/**
 * The vectors of a request's inputs, in that order, each of length 1. Immutable: the arrays are not changed by anybody.
 *
 * @param tokens that were computed, in all
 * @param batches that they were computed in
 * @param cuts the inputs that were cut
 */
public record Embeddings(List<float[]> vectors, int tokens, int batches, List<InputCut> cuts) {}
