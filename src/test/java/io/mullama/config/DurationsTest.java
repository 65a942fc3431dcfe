package io.mullama.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "30s, PT30S", "5m, PT5M", "1h30m, PT1H30M", "2d, PT48H", "250ms, PT0.25S", "1h2m3s4ms, PT1H2M3.004S",
        "0, PT0S", "0s, PT0S", "300, PT5M", "' 5M ', PT5M", "1m30, PT1M30S", "007s, PT7S"
    })
    void aDurationIsRead(String text, Duration expected) {
        assertThat(Durations.parse(text)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-1s", "-5m", " -1 ", "-999999999d"})
    void anyNegativeNumberIsForEver(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "--1",
                "m",
                "5x",
                "soon",
                "1.5h",
                "1e3",
                "5 m",
                "5m ago",
                "+5m",
                "5m-1s",
                "5min",
                "∞",
                "-x",
                "1000000000s",
                "99999999999999999999"
            })
    void nonsenseIsRefused(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLongestIsAMomentThatStillExists() {
        Duration longest = Durations.parse("999999999d").orElseThrow();

        assertThat(Instant.parse("2025-01-01T00:00:00Z").plus(longest)).isAfter(Instant.EPOCH);
        assertThat(longest.toMillis()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 400, 200_000})
    void aSumThatIsTooLongIsRefused(int terms) {
        String text = "999999999d".repeat(terms);

        assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
