package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EmbeddingCapacityTest {
    private static final EmbeddingCapacity SMALL = new EmbeddingCapacity(512, 512, 256);

    @ParameterizedTest
    @CsvSource({"1536,2,512", "30522,1,512", "32000,2,512", "128256,2,128", "151936,2,96", "250002,1,128", "262144,2,64"
    })
    void theLogitsOfABatchTakeAtMost128MiBOrThoseOf64Tokens(int vocabulary, int copies, int batch) {
        EmbeddingCapacity usual = EmbeddingCapacity.usual(vocabulary, copies, true);

        assertThat(usual.batchSize()).isEqualTo(batch);
        assertThat(usual.cells()).isEqualTo(batch);
        assertThat(batch == 64 || usual.logitsBytes(vocabulary, copies) <= 128L << 20)
                .isTrue();
    }

    @Test
    void aBatchHoldsNoMoreSequencesThanLlamaCppKnows() {
        assertThat(EmbeddingCapacity.usual(1536, 2, true).sequences()).isEqualTo(256);
        assertThat(EmbeddingCapacity.usual(151_936, 2, true).sequences()).isEqualTo(96);
    }

    @Test
    void aModelWithAStateForEachSequenceGetsOneAtATime() {
        assertThat(EmbeddingCapacity.usual(1536, 2, false).sequences()).isEqualTo(1);
    }

    @Test
    void whatFitsNeedsNoLargerOne() {
        assertThat(SMALL.holding(512, true)).isSameAs(SMALL);
        assertThat(SMALL.holding(1, false)).isSameAs(SMALL);
    }

    @Test
    void aLongInputInPartsNeedsAMemoryThatHoldsItAndNoLargerBatch() {
        assertThat(SMALL.holding(2047, true)).isEqualTo(new EmbeddingCapacity(2048, 512, 256));
    }

    @Test
    void aLongInputAsAWholeNeedsABatchThatHoldsIt() {
        assertThat(SMALL.holding(5000, false)).isEqualTo(new EmbeddingCapacity(5120, 5120, 256));
    }

    @ParameterizedTest
    @CsvSource({"513", "1000", "8192", "100000"})
    void theLargerOneHoldsTheInputAndIsNotMuchLarger(int tokens) {
        assertThat(SMALL.holding(tokens, false).batchSize()).isBetween(tokens, tokens + tokens / 8);
    }

    @Test
    void aLargeOneDoesForSmallInputsAndNotTheOtherWayRound() {
        EmbeddingCapacity large = SMALL.holding(4000, false);

        assertThat(large.holds(SMALL)).isTrue();
        assertThat(SMALL.holds(large)).isFalse();
        assertThat(SMALL.holding(4000, true).holds(large)).isFalse();
    }
}
