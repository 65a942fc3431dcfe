package io.mullama.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GgmlTypeTest {
    /** From the block structures of ggml-common.h, where {@code half} is 2 bytes and a K block has 256 elements. */
    @ParameterizedTest
    @CsvSource({
        "F32, 0, 1, 4",
        "F16, 1, 1, 2",
        "Q4_0, 2, 32, 18",
        "Q8_0, 8, 32, 34",
        "Q8_1, 9, 32, 36",
        "Q4_K, 12, 256, 144",
        "Q6_K, 14, 256, 210",
        "IQ4_NL, 20, 32, 18",
        "IQ1_M, 29, 256, 56",
        "BF16, 30, 1, 2",
        "TQ1_0, 34, 256, 54",
        "TQ2_0, 35, 256, 66",
        "MXFP4, 39, 32, 17",
        "NVFP4, 40, 64, 36",
        "Q1_0, 41, 128, 18",
        "Q2_0, 42, 64, 18"
    })
    void hasTheBlocksOfGgml(GgmlType type, long id, int blockSize, int bytesPerBlock) {
        assertThat(GgmlType.of(id)).hasValue(type);
        assertThat(type.blockSize()).isEqualTo(blockSize);
        assertThat(type.bytesPerBlock()).isEqualTo(bytesPerBlock);
    }

    @Test
    void knowsEveryIdUpToTheLastOrThatItWasRemoved() {
        for (long id = 0; id <= 42; id++) {
            assertThat(GgmlType.of(id).isPresent())
                    .as("id %d", id)
                    .isNotEqualTo(GgmlType.removed(id).isPresent());
        }
        assertThat(GgmlType.of(43)).isEmpty();
        assertThat(GgmlType.removed(43)).isEmpty();
    }
}
