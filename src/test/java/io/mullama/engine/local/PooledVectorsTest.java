package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How inputs are brought into batches. */
final class PooledVectorsTest {

    @Test
    void aBatchTakesInputsUntilTheNextWouldNotFit() {
        List<int[]> inputs = inputs(10, 20, 30, 5);

        assertThat(PooledVectors.endOfBatch(inputs, 0, 60, 8)).isEqualTo(3);
        assertThat(PooledVectors.endOfBatch(inputs, 0, 59, 8)).isEqualTo(2);
        assertThat(PooledVectors.endOfBatch(inputs, 3, 60, 8)).isEqualTo(4);
    }

    @Test
    void anInputOverTheSizeIsABatchOfItsOwn() {
        List<int[]> inputs = inputs(100, 1);

        assertThat(PooledVectors.endOfBatch(inputs, 0, 64, 8)).isEqualTo(1);
        assertThat(PooledVectors.endOfBatch(inputs, 1, 64, 8)).isEqualTo(2);
    }

    @Test
    void aBatchTakesNoMoreInputsThanSequences() {
        assertThat(PooledVectors.endOfBatch(inputs(1, 1, 1, 1), 1, 64, 2)).isEqualTo(3);
    }

    @Test
    void aThousandInputsOfEightTokensAreSixteenBatchesOf512() {
        List<int[]> inputs = Collections.nCopies(1000, new int[8]);
        int batches = 0;
        for (int first = 0; first < inputs.size(); batches++) {
            first = PooledVectors.endOfBatch(inputs, first, 512, 256);
        }

        assertThat(batches).isEqualTo(16);
    }

    private static List<int[]> inputs(int... lengths) {
        return IntStream.of(lengths).mapToObj(int[]::new).toList();
    }
}
