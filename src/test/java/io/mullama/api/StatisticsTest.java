package io.mullama.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatisticsTest {

    @ParameterizedTest(name = "{0} tokens in {1} ms are {2} a second")
    @CsvSource({
        "7,           320,           21.9",
        "1,           3,             333.3",
        "2,           3,             666.7",
        "1,           40,            25.0",
        "0,           1000,          0.0",
        "5,           0,             0.0",
        "5,           -1,            0.0",
        "1,           9223372036854775807, 0.0",
        "2147483647,  1,             2147483647000.0",
    })
    void tokensPerSecondAreRoundedToOneDecimal(int tokens, long milliseconds, double expected) {
        Statistics statistics = new Statistics("stop", milliseconds, 0, 0, 0, 0, tokens);

        assertThat(statistics.tokensPerSecond()).isEqualTo(expected);
    }
}
