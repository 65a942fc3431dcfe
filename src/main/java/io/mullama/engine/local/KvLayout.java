package io.mullama.engine.local;

/**
 * How the cells of a KV cache are divided. Immutable.
 *
 * @param contextSize tokens that one sequence may hold
 * @param cells in all
 * @param unified whether the sequences draw on all cells together; else each has an equal part to itself
 */
record KvLayout(int contextSize, int cells, boolean unified) {

    /** A size asked for is a stock for all; without one each sequence has a context of its own. */
    static KvLayout of(EngineParameters parameters, int trainedContextSize) {
        int contextSize = contextSize(parameters, trainedContextSize);
        if (parameters.kvSize() < 0) {
            return new KvLayout(contextSize, Math.multiplyExact(contextSize, parameters.parallel()), false);
        }
        return new KvLayout(Math.min(contextSize, parameters.kvSize()), parameters.kvSize(), true);
    }

    /** Tokens that one request may use, the model's training permitting. */
    static int contextSize(EngineParameters parameters, int trainedContextSize) {
        int asked = parameters.contextSize();
        return trainedContextSize > 0 ? Math.min(asked, trainedContextSize) : asked;
    }
}
