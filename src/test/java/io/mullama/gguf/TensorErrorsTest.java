package io.mullama.gguf;

import static io.mullama.gguf.Errors.assertError;
import static io.mullama.gguf.GgufException.Kind.DAMAGED;
import static io.mullama.gguf.GgufException.Kind.UNSUPPORTED_VERSION;

import org.junit.jupiter.api.Test;

class TensorErrorsTest {
    private static final GgmlType F32 = GgmlType.F32;

    @Test
    void aTensorThatOccursTwice() {
        assertError(
                new GgufBuilder().tensor("a", F32, 8).tensor("a", F32, 8),
                DAMAGED,
                "damaged: tensor 'a' occurs twice, the second time at byte 57");
    }

    @Test
    void aTensorWhoseNameLlamaCppWouldRefuse() {
        assertError(
                new GgufBuilder().tensor("t".repeat(64), F32, 8),
                DAMAGED,
                "damaged: tensor 1 of 1 has a name of 64 bytes at byte 24, which must be 1 to 63");
    }

    @Test
    void aTensorOfTooManyDimensions() {
        assertError(
                new GgufBuilder().tensor("a", F32, 1, 1, 1, 1, 1),
                DAMAGED,
                "damaged: tensor 'a' has 5 dimensions at byte 33, and the most is 4");
    }

    @Test
    void aTensorWhoseRowsEndWithinABlock() {
        assertError(
                new GgufBuilder().tensor("a", GgmlType.Q8_0, 33),
                DAMAGED,
                "damaged: tensor 'a' has rows of 33 elements, which do not fill the Q8_0 blocks of 32");
        assertError(
                new GgufBuilder().tensor("a", GgmlType.Q4_K),
                DAMAGED,
                "damaged: tensor 'a' has rows of 1 elements, which do not fill the Q4_K blocks of 256");
    }

    @Test
    void aTensorOfATypeThatIsNotRead() {
        assertError(
                new GgufBuilder().tensorAt(0, "a", 31, 32),
                UNSUPPORTED_VERSION,
                "tensor 'a' has the ggml type Q4_0_4_4, which llama.cpp reads no more");
        assertError(
                new GgufBuilder().tensorAt(0, "a", 43, 32),
                UNSUPPORTED_VERSION,
                "tensor 'a' has the ggml type 43, which is not known yet");
        assertError(
                new GgufBuilder().tensorAt(0, "a", -1, 32),
                DAMAGED,
                "damaged: tensor 'a' has the unknown ggml type 4294967295 at byte 45");
    }

    @Test
    void aTensorOffItsAlignment() {
        assertError(
                new GgufBuilder().tensorAt(8, "a", 0, 8).dataSize(64),
                DAMAGED,
                "damaged: tensor 'a' begins at byte 8 of the data, which is no multiple of the alignment 32");
    }

    @Test
    void tensorsThatOverlap() {
        assertError(
                new GgufBuilder().tensor("a", F32, 16).tensorAt(32, "b", 0, 8).dataSize(128),
                DAMAGED,
                "damaged: tensor 'b' begins at byte 32 of the data and overlaps the tensors before it,"
                        + " which end at 64");
    }

    @Test
    void tensorsThatLeaveAGap() {
        assertError(
                new GgufBuilder().tensor("a", F32, 8).tensorAt(64, "b", 0, 8).dataSize(128),
                DAMAGED,
                "damaged: tensor 'b' begins at byte 64 of the data and leaves a gap,"
                        + " for the tensors before it end at 32");
    }

    @Test
    void tensorsThatStandInAnotherOrderThanTheirData() {
        assertError(
                new GgufBuilder().tensorAt(32, "b", 0, 8).tensorAt(0, "a", 0, 8).dataSize(64),
                DAMAGED,
                "damaged: tensor 'b' begins at byte 32 of the data and leaves a gap,"
                        + " for the tensors before it end at 0");
    }
}
