package io.mullama.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.engine.GenerationEvent.Finished;
import io.mullama.engine.GenerationEvent.Piece;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class GenerationTest {
    private static final GenerationRequest REQUEST =
            new GenerationRequest(new int[] {1}, 8, SamplingOptions.GREEDY, List.of());
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void eventsComeInTheOrderTheyWereTold() throws InterruptedException {
        Generation generation = new Generation(REQUEST, () -> {});
        Finished end = new Finished(FinishReason.STOP, new Usage(1, 0, 2, Duration.ZERO));

        generation.emit(new Piece("a"));
        generation.emit(new Piece("b"));
        generation.emit(end);

        assertThat(generation.poll(PATIENCE)).isEqualTo(new Piece("a"));
        assertThat(generation.poll(PATIENCE)).isEqualTo(new Piece("b"));
        assertThat(generation.poll(PATIENCE)).isEqualTo(end);
        assertThat(generation.poll(Duration.ZERO)).isNull();
    }

    @Test
    void anEventWakesWhoeverWaits() throws InterruptedException {
        Generation generation = new Generation(REQUEST, () -> {});
        CountDownLatch asking = new CountDownLatch(1);
        Thread decoder = new Thread(() -> {
            try {
                asking.await();
                generation.emit(new Piece("late"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        decoder.start();

        asking.countDown();

        assertThat(generation.poll(PATIENCE)).isEqualTo(new Piece("late"));
        decoder.join();
    }

    @Test
    void itsDurationEndsWithItHoweverLateThatIsRead() {
        Generation generation = new Generation(REQUEST, () -> {});
        generation.emit(new Piece("a"));
        Duration before = generation.age();

        generation.emit(new Finished(FinishReason.STOP, new Usage(1, 0, 2, Duration.ZERO)));
        Duration after = generation.age();

        assertThat(generation.duration()).isBetween(before, after).isEqualTo(generation.duration());
    }

    @Test
    void waitingEndsWhenTheTimeIsOver() throws InterruptedException {
        assertThat(new Generation(REQUEST, () -> {}).poll(Duration.ofMillis(1))).isNull();
    }

    @Test
    void theDecodeThreadIsToldOfACancellationThatItCanSee() {
        List<Boolean> seen = new ArrayList<>();
        List<Generation> one = new ArrayList<>();
        Generation generation =
                new Generation(REQUEST, () -> seen.add(one.get(0).isCancelled()));
        one.add(generation);
        assertThat(generation.isCancelled()).isFalse();

        generation.cancel();

        assertThat(seen).containsExactly(true);
        assertThat(generation.request()).isSameAs(REQUEST);
        assertThat(generation.age()).isBetween(Duration.ZERO, PATIENCE);
    }
}
