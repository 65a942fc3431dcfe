package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BatchPaceTest {
    private static final Duration TARGET = Duration.ofMillis(250);

    private final BatchPace pace = new BatchPace();

    @Test
    void theFirstBatchIsSmallAsNothingIsKnown() {
        assertThat(pace.tokens(512, TARGET)).isEqualTo(64);
        assertThat(pace.tokens(48, TARGET)).isEqualTo(48);
    }

    @Test
    void aFastModelGetsAllThatFits() {
        pace.computed(64, Duration.ofMillis(2));

        assertThat(pace.tokens(512, TARGET)).isEqualTo(512);
    }

    @Test
    void aSlowModelGetsWhatTheTimeAllows() {
        pace.computed(64, Duration.ofMillis(64));

        assertThat(pace.tokens(512, TARGET)).isEqualTo(250);
    }

    @Test
    void moreTimeIsMoreTokens() {
        pace.computed(64, Duration.ofMillis(128));

        assertThat(pace.tokens(512, Duration.ofMillis(500))).isEqualTo(250);
        assertThat(pace.tokens(512, Duration.ofSeconds(1))).isEqualTo(500);
    }

    @Test
    void theSlowestModelGetsNoLessThanPays() {
        pace.computed(64, Duration.ofSeconds(64));

        assertThat(pace.tokens(512, TARGET)).isEqualTo(32);
    }

    @Test
    void aDisturbanceIsForgotten() {
        pace.computed(64, Duration.ofSeconds(1));
        for (int i = 0; i < 8; i++) {
            pace.computed(64, Duration.ofMillis(32));
        }

        assertThat(pace.tokens(512, TARGET)).isBetween(400, 500);
    }

    @Test
    void aFewTokensSayNothing() {
        pace.computed(64, Duration.ofMillis(64));
        pace.computed(3, Duration.ofMillis(60));

        assertThat(pace.tokens(512, TARGET)).isEqualTo(250);
    }
}
