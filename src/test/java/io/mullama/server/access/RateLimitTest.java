package io.mullama.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RateLimitTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final RateLimit limit = new RateLimit(6, now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private void takeAll(String client) {
        for (int i = 0; i < 6; i++) {
            assertThat(limit.take(client)).isEmpty();
        }
    }

    @Test
    void aMinutesWorthMayComeAtOnceAndThenOneEveryTenSeconds() {
        takeAll("a");
        assertThat(limit.take("a")).hasValue(Duration.ofSeconds(10));
        pass(Duration.ofSeconds(4));
        assertThat(limit.take("a")).hasValue(Duration.ofSeconds(6));
        pass(Duration.ofSeconds(6));
        assertThat(limit.take("a")).isEmpty();
        assertThat(limit.take("a")).hasValue(Duration.ofSeconds(10));
    }

    @Test
    void afterALongPauseThereIsAMinutesWorthAndNoMore() {
        takeAll("a");
        pass(Duration.ofHours(3));
        takeAll("a");
        assertThat(limit.take("a")).isPresent();
    }

    @Test
    void clientsDoNotCostEachOtherAnything() {
        takeAll("a");
        takeAll("b");
        assertThat(limit.take("a")).isPresent();
    }

    @Test
    void whoHasNotBeenSeenForLongestIsForgotten() {
        takeAll("first");
        takeAll("second");
        for (int i = 0; i < 9_998; i++) {
            limit.take("client " + i);
        }
        assertThat(limit.take("first")).isPresent();
        limit.take("one more");
        assertThat(limit.clients()).isEqualTo(10_000);
        assertThat(limit.take("first")).isPresent();
        assertThat(limit.take("second")).isEmpty();
    }
}
