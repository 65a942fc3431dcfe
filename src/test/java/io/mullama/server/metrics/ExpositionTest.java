package io.mullama.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ExpositionTest {
    private final Exposition text = new Exposition();

    @Test
    void aFamilyBeginsWithItsHelpAndItsType() {
        text.family("a", Exposition.Type.HISTOGRAM, "of \\ and\nlines");

        assertThat(written()).isEqualTo("# HELP a of \\\\ and\\nlines\n# TYPE a histogram\n");
    }

    @Test
    void numbersAreWrittenSoThatAnybodyReadsThem() {
        text.sample("a", Labels.NONE, 35.2)
                .sample("a", Labels.NONE, 3.0)
                .sample("a", Labels.NONE, Long.MAX_VALUE)
                .sample("a", Labels.NONE, 1e18)
                .sample("a", Labels.NONE, Double.POSITIVE_INFINITY)
                .sample("a", Labels.NONE, Double.NEGATIVE_INFINITY)
                .sample("a", Labels.NONE, Double.NaN);

        assertThat(written().lines())
                .containsExactly("a 35.2", "a 3", "a 9223372036854775807", "a 1.0E18", "a +Inf", "a -Inf", "a NaN");
    }

    @Test
    void labelsStandInBraces() {
        text.sample("a", Labels.of("b", "ü"), 1);

        assertThat(written()).isEqualTo("a{b=\"ü\"} 1\n");
    }

    private String written() {
        return new String(text.bytes(), StandardCharsets.UTF_8);
    }
}
