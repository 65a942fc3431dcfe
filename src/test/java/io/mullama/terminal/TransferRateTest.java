package io.mullama.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How fast bytes come. */
class TransferRateTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final TransferRate rate = new TransferRate();

    private static Instant after(long milliseconds) {
        return START.plusMillis(milliseconds);
    }

    @Test
    void aRateIsKnownAfterASecond() {
        assertThat(rate.rate(START, 100)).isEmpty();
        rate.add(START, 0);
        rate.add(after(900), 900);
        assertThat(rate.rate(after(900), 100)).isEmpty();
        rate.add(after(1000), 1000);
        assertThat(rate.rate(after(1000), 3000)).contains(new ProgressBar.Rate(1000, 3));
    }

    @Test
    void whatWasHereBeforeDidNotComeNow() {
        rate.add(START, 0);
        rate.add(after(200), 5_000_000);
        rate.add(after(1200), 5_001_000);
        assertThat(rate.rate(after(1200), 0)).contains(new ProgressBar.Rate(1000, 0));
    }

    @Test
    void onlyTheLastSecondsCount() {
        for (int second = 0; second <= 10; second++) {
            rate.add(after(1000L * second), 1000L * second);
        }
        for (int second = 11; second <= 16; second++) {
            rate.add(after(1000L * second), 10_000 + 3000L * (second - 10));
        }
        assertThat(rate.rate(after(16_000), 3001)).contains(new ProgressBar.Rate(3000, 2));
    }

    @Test
    void theRateOfAStalledFileFallsToNothing() {
        rate.add(START, 0);
        rate.add(after(1000), 4000);
        assertThat(rate.rate(after(2000), 1000)).contains(new ProgressBar.Rate(2000, 1));
        assertThat(rate.rate(after(60_000), 1000)).contains(new ProgressBar.Rate(0, -1));
    }

    @Test
    void aClockThatIsSetBackBeginsAnew() {
        rate.add(after(60_000), 0);
        rate.add(after(61_000), 1000);
        rate.add(START, 2000);
        assertThat(rate.rate(START, 1000)).isEmpty();
        rate.add(after(1000), 2500);
        assertThat(rate.rate(after(1000), 500)).contains(new ProgressBar.Rate(500, 1));
    }
}
