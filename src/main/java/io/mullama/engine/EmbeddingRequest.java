package io.mullama.engine;

import java.util.List;
import java.util.OptionalInt;

/**
 * What to embed. Immutable.
 *
 * @param inputs at least one
 * @param dimensions how many numbers of each vector to keep; empty for all
 * @param truncate whether an input over the context is cut, rather than refused
 */
public record EmbeddingRequest(List<EmbeddingInput> inputs, OptionalInt dimensions, boolean truncate) {}
