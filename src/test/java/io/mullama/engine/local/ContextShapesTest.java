package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.engine.memory.ContextShape;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufValue;
import io.mullama.gguf.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ContextShapesTest {
    private static final Map<String, GgufValue> LLAMA =
            Map.of("general.architecture", new GgufValue.Text("llama"), "llama.context_length", number(2048));

    @Test
    void everySequenceHasAContextRoundedUp() {
        assertThat(shape(EngineParameters.of(1000, 4), Map.of())).isEqualTo(new ContextShape(4096, 1024, 4, 512, 64));
    }

    @Test
    void aContextIsNoLongerThanTheModelWasTrainedOn() {
        assertThat(shape(EngineParameters.of(9000, 2), Map.of())).isEqualTo(new ContextShape(4096, 2048, 2, 512, 32));
    }

    @Test
    void cellsThatAllShareAreAttendedByAll() {
        assertThat(shape(EngineParameters.of(1000, 8).withKvSize(3000), Map.of()))
                .isEqualTo(new ContextShape(3072, 3072, 8, 512, 128));
    }

    @Test
    void outputsAreAPowerOfTwoAndNoMoreThanABatch() {
        assertThat(shape(EngineParameters.of(1024, 1), Map.of()).outputs()).isEqualTo(16);
        assertThat(shape(EngineParameters.of(1024, 64), Map.of()).outputs()).isEqualTo(512);
    }

    @Test
    void aModelForEmbeddingsHasABatchAndNoMore() {
        ContextShape batch = new ContextShape(512, 512, 1, 512, 512);

        assertThat(shape(EngineParameters.of(1000, 4), Map.of("llama.pooling_type", number(1))))
                .isEqualTo(batch);
        assertThat(shape(EngineParameters.of(1000, 4), Map.of("llama.attention.causal", new GgufValue.Flag(false))))
                .isEqualTo(batch);
    }

    @Test
    void aLargeVocabularyMakesTheBatchOfAModelForEmbeddingsSmaller() {
        Map<String, GgufValue> gemma = Map.of("llama.pooling_type", number(1), "llama.vocab_size", number(262_144));

        assertThat(shape(EngineParameters.of(1000, 4), gemma)).isEqualTo(new ContextShape(64, 64, 1, 64, 64));
    }

    @Test
    void aModelThatIsToPoolNothingGenerates() {
        assertThat(shape(EngineParameters.of(1000, 4), Map.of("llama.pooling_type", number(0)))
                        .sequences())
                .isEqualTo(4);
    }

    private static ContextShape shape(EngineParameters parameters, Map<String, GgufValue> more) {
        Map<String, GgufValue> metadata = new HashMap<>(LLAMA);
        metadata.putAll(more);
        return ContextShapes.of(new GgufHeader(3, metadata, List.of(), 0, 0), parameters);
    }

    private static GgufValue number(long value) {
        return new GgufValue.Whole(ValueType.U32, value);
    }
}
