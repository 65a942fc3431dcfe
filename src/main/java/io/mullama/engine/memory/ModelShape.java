package io.mullama.engine.memory;

/**
 * What of a model decides how much memory it takes. Immutable.
 *
 * @param weights bytes
 * @param layers the repeated ones
 * @param cell elements that one token takes in the KV cache, keys and values of all layers
 * @param state elements that one sequence takes however long it is; 0 but for recurrent models
 * @param vocabulary tokens
 * @param embedding elements of a token's embedding
 * @param feedForward elements in the widest layer
 */
public record ModelShape(
        long weights, long layers, long cell, long state, long vocabulary, long embedding, long feedForward) {

    /** The same with so many bytes of weights more. */
    public ModelShape withMoreWeights(long bytes) {
        return new ModelShape(Bytes.sum(weights, bytes), layers, cell, state, vocabulary, embedding, feedForward);
    }
}
