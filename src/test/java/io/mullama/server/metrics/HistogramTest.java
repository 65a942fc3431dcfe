package io.mullama.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HistogramTest {
    private final Histogram histogram = new Histogram(Buckets.seconds("0.1", "1.0"));

    @Test
    void aBucketHoldsAllThatAreNoLongerThanItsBound() {
        record(100, 101, 1000, 1001, 90_000);

        assertThat(lines())
                .containsExactly(
                        "t_bucket{le=\"0.1\"} 1",
                        "t_bucket{le=\"1.0\"} 3",
                        "t_bucket{le=\"+Inf\"} 5",
                        "t_count 5",
                        "t_sum 92.202");
    }

    @Test
    void anEmptyOneIsAllZeros() {
        assertThat(lines()).allMatch(line -> line.endsWith(" 0")).hasSize(5);
    }

    @Test
    void aDurationThatClocksMadeNegativeCountsAsNone() {
        record(-5);

        assertThat(lines()).contains("t_bucket{le=\"0.1\"} 1", "t_sum 0");
    }

    @Test
    void nothingIsLostWhenManyRecordAtOnce() {
        IntStream.range(0, 100_000).parallel().forEach(i -> histogram.record(1000));

        assertThat(lines()).contains("t_count 100000", "t_sum 0.1");
    }

    private void record(long... millis) {
        for (long each : millis) {
            histogram.record(Duration.ofMillis(each).toNanos());
        }
    }

    private List<String> lines() {
        Exposition text = new Exposition();
        histogram.writeTo(text, "t", Labels.NONE);
        return new String(text.bytes(), StandardCharsets.UTF_8).lines().toList();
    }
}
