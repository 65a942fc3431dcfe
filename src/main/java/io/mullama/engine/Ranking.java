package io.mullama.engine;

import java.util.List;

/**
 * How well documents suit a query. Immutable: the array is not changed by anybody.
 *
 * @param scores of the documents, in the request's order, as the model's classifier gives them: the more the better
 * @param tokens that were computed, in all
 * @param cuts the documents that were cut
 */
@SuppressWarnings("ArrayRecordComponent") // a result to be read once, never compared
public record Ranking(float[] scores, int tokens, List<InputCut> cuts) {}
