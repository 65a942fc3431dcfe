package io.mullama.hub.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryPolicyTest {
    private static final RetryPolicy POLICY = new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(2), 5);

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 200", "3, 400", "4, 800", "5, 1600", "6, 2000", "7, 2000", "2000000, 2000"})
    void pausesGrowTwofoldUpToTheLongestAndAreATenthOff(int failures, long millis) {
        for (int i = 0; i < 100; i++) {
            assertThat(POLICY.pause(failures, Optional.empty()).toMillis())
                    .isBetween(millis * 9 / 10, Math.min(2000, millis * 11 / 10));
        }
    }

    @RepeatedTest(20)
    void aServerThatAsksForMoreGetsIt() {
        assertThat(POLICY.pause(1, Optional.of(Duration.ofMillis(1234)))).isEqualTo(Duration.ofMillis(1234));
    }

    @Test
    void aServerThatAsksForLessDoesNotGetIt() {
        assertThat(POLICY.pause(4, Optional.of(Duration.ZERO))).isGreaterThanOrEqualTo(Duration.ofMillis(720));
    }

    @Test
    void nobodyWaitsLongerThanTheLongestWhateverIsAsked() {
        assertThat(POLICY.pause(1, Optional.of(Duration.ofDays(1)))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aPersonWaitsAboutTwoMinutesBeforeItIsGivenUp() {
        Duration all = Duration.ZERO;
        for (int failures = 1; failures < RetryPolicy.PATIENT.attempts(); failures++) {
            all = all.plus(RetryPolicy.PATIENT.pause(failures, Optional.empty()));
        }

        assertThat(all).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(150));
    }
}
