package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VectorsTest {

    @Test
    void aVectorIsBroughtToLengthOne() {
        assertThat(Vectors.normalised(new float[] {3, 0, -4}, 3)).containsExactly(0.6f, 0, -0.8f);
    }

    @Test
    void whatIsLeftOfACutVectorIsBroughtToLengthOne() {
        assertThat(Vectors.normalised(new float[] {3, 4, 12, 84}, 2)).containsExactly(0.6f, 0.8f);
        assertThat(Vectors.normalised(new float[] {-2, 4}, 1)).containsExactly(-1);
    }

    @Test
    void aVectorOfZerosStaysOneAndIsNeverNotANumber() {
        assertThat(Vectors.normalised(new float[] {0, 0}, 2)).containsExactly(0, 0);
    }

    @Test
    void theLargestAndTheSmallestNumbersDoNotOverflow() {
        assertThat(Vectors.normalised(new float[] {Float.MAX_VALUE, Float.MAX_VALUE}, 2))
                .containsExactly(0.70710677f, 0.70710677f);
        assertThat(Vectors.normalised(new float[] {Float.MIN_VALUE, 0}, 2)).containsExactly(1, 0);
    }

    @Test
    void theGivenVectorIsNotChanged() {
        float[] vector = {3, 4};
        Vectors.normalised(vector, 2);

        assertThat(vector).containsExactly(3, 4);
    }

    @Test
    void theMeanOfAWholeIsTheWeightedMeanOfItsParts() {
        float[] sum = new float[2];
        Vectors.addWeighted(sum, new float[] {1, 2}, 0.75);
        Vectors.addWeighted(sum, new float[] {5, -2}, 0.25);

        assertThat(sum).containsExactly(2, 1);
    }

    @Test
    void notANumberAndInfinityAreFound() {
        assertThat(Vectors.isFinite(new float[] {1, -2})).isTrue();
        assertThat(Vectors.isFinite(new float[] {1, Float.NaN})).isFalse();
        assertThat(Vectors.isFinite(new float[] {Float.NEGATIVE_INFINITY})).isFalse();
    }
}
