package io.mullama.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

final class LabelledTest {
    @Test
    void namesBeyondTheBoundShareOne() {
        Labelled<LongAdder> counts = new Labelled<>(2, LongAdder::new);
        for (String name : new String[] {"a", "b", "c", "d", "a"}) {
            counts.of(name).increment();
        }

        assertThat(counts.all()).containsOnlyKeys("a", "b", "other");
        assertThat(counts.of("a").sum()).isEqualTo(2);
        assertThat(counts.of("other").sum()).isEqualTo(2);
    }
}
