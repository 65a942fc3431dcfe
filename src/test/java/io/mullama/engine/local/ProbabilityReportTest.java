package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mullama.engine.TokenProbability;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProbabilityReportTest {
    private static final float[] HALF_QUARTER_QUARTER = {0, (float) Math.log(2), 0};

    @Test
    void aProbabilityIsTheSoftmaxOfTheLogits() {
        TokenProbability probability = report(0).before(2, HALF_QUARTER_QUARTER);

        assertThat(probability.token().id()).isEqualTo(2);
        assertThat(probability.token().bytes()).containsExactly(2);
        assertThat(probability.token().logprob()).isCloseTo(Math.log(0.25), within(1e-6));
        assertThat(probability.top()).isEmpty();
    }

    @Test
    void theLikeliestComeFirstAndEqualOnesInTheirOrder() {
        TokenProbability probability = report(2).before(2, HALF_QUARTER_QUARTER);

        assertThat(probability.top()).extracting(TokenProbability.Candidate::id).containsExactly(1, 0);
        assertThat(probability.top().get(0).logprob()).isCloseTo(Math.log(0.5), within(1e-6));
        assertThat(probability.top().get(1).logprob()).isCloseTo(Math.log(0.25), within(1e-6));
    }

    @Test
    void thereAreNoMoreTokensThanTheVocabularyHas() {
        assertThat(report(20).before(0, HALF_QUARTER_QUARTER).top()).hasSize(3);
    }

    @Test
    void aTokenThatCannotComeHasMinusInfinity() {
        float[] logits = {1, Float.NEGATIVE_INFINITY, 1};

        TokenProbability probability = report(3).before(1, logits);

        assertThat(probability.token().logprob()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(probability.top()).extracting(TokenProbability.Candidate::id).containsExactly(0, 2, 1);
    }

    @Test
    void manyTokensSumToOneAndAreSorted() {
        float[] logits = new float[1000];
        Random random = new Random(1);
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (100 + 12 * random.nextGaussian());
        }
        ProbabilityReport report = report(20);

        double sum = IntStream.range(0, logits.length)
                .mapToDouble(i -> Math.exp(report.before(i, logits).token().logprob()))
                .sum();
        int[] expected = IntStream.range(0, logits.length)
                .boxed()
                .sorted((a, b) -> Float.compare(logits[b], logits[a]))
                .limit(20)
                .mapToInt(Integer::intValue)
                .toArray();

        assertThat(sum).isCloseTo(1, within(1e-6));
        assertThat(report.before(0, logits).top().stream()
                        .mapToInt(TokenProbability.Candidate::id)
                        .toArray())
                .isEqualTo(expected);
        assertThat(Arrays.stream(expected).distinct().count()).isEqualTo(20);
    }

    @Test
    void whatHadNoRivalIsCertain() {
        TokenProbability probability = report(5).certain(7);

        assertThat(probability.token().logprob()).isZero();
        assertThat(probability.top()).extracting(TokenProbability.Candidate::id).containsExactly(7);
    }

    private static ProbabilityReport report(int most) {
        return new ProbabilityReport(token -> new byte[] {(byte) token}, most);
    }
}
