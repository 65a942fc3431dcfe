package io.mullama.engine.local;

import io.mullama.engine.memory.ContextShape;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.PoolingType;

/** The shape of the context that a model will get, as far as its header tells. Stateless. */
final class ContextShapes {
    /** llama.cpp rounds every sequence's cells up to a multiple of it. */
    private static final int STEP = 256;

    private ContextShapes() {}

    static ContextShape of(GgufHeader header, EngineParameters parameters) {
        return generates(header) ? generating(header, parameters) : embedding(header);
    }

    /** As {@link io.mullama.llama.ModelTraits#generates()} will find out. */
    private static boolean generates(GgufHeader header) {
        String causal = header.architecture().orElse("") + ".attention.causal";
        return header.flag(causal).orElse(true) && header.poolingType().orElse(PoolingType.NONE) == PoolingType.NONE;
    }

    private static ContextShape generating(GgufHeader header, EngineParameters parameters) {
        long trained = Math.min(header.contextLength().orElse(0), Integer.MAX_VALUE);
        KvLayout layout = KvLayout.of(parameters, (int) trained);
        long attended = roundedUp(layout.unified() ? layout.cells() : layout.contextSize());
        long cells = layout.unified() ? attended : attended * parameters.parallel();
        return new ContextShape(
                cells, attended, parameters.parallel(), LocalEngine.BATCH_SIZE, LocalEngine.outputs(parameters));
    }

    private static ContextShape embedding(GgufHeader header) {
        int vocabulary = (int) Math.min(Math.max(1, header.vocabularySize().orElse(1)), Integer.MAX_VALUE);
        EmbeddingCapacity usual = EmbeddingCapacity.usual(vocabulary, 2, false);
        return new ContextShape(usual.cells(), usual.cells(), 1, usual.batchSize(), usual.batchSize());
    }

    private static long roundedUp(long cells) {
        return (cells + STEP - 1) / STEP * STEP;
    }
}
