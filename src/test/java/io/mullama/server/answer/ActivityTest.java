package io.mullama.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.engine.ManualTimer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ActivityTest {
    private final ManualTimer clock = new ManualTimer();
    private final Instant start = clock.instant();
    private final Activity activity = new Activity(clock);

    @Test
    void aDaemonIsIdleFromItsStart() {
        clock.advance(Duration.ofMinutes(3));

        assertThat(activity.idle()).isEqualTo(Duration.ofMinutes(3));
        assertThat(activity.uptime()).isEqualTo(Duration.ofMinutes(3));
        assertThat(activity.startedAt()).isEqualTo(start);
        assertThat(activity.active()).isZero();
    }

    @Test
    void nobodyIsIdleWhileARequestRuns() {
        activity.requestBegins();
        clock.advance(Duration.ofHours(1));

        assertThat(activity.idle()).isZero();
        assertThat(activity.active()).isEqualTo(1);
    }

    @Test
    void idlenessBeginsWhenTheLastRequestEnds() {
        activity.requestBegins();
        activity.requestBegins();
        clock.advance(Duration.ofHours(1));
        activity.requestEnds();
        assertThat(activity.idle()).isZero();
        clock.advance(Duration.ofMinutes(1));
        activity.requestEnds();
        clock.advance(Duration.ofSeconds(5));

        assertThat(activity.idle()).isEqualTo(Duration.ofSeconds(5));
        assertThat(activity.active()).isZero();
    }

    @Test
    void anythingElseThatHappensEndsIdlenessToo() {
        clock.advance(Duration.ofMinutes(9));
        activity.touch();
        clock.advance(Duration.ofSeconds(1));

        assertThat(activity.idle()).isEqualTo(Duration.ofSeconds(1));
    }
}
