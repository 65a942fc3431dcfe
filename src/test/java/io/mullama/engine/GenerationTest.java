package io.mullama.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.engine.GenerationEvent.Finished;
import io.mullama.engine.GenerationEvent.Piece;
import io.mullama.model.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    void itsWaitingEndsWhenWorkBeginsForTheFirstTime() {
        Generation generation = new Generation(REQUEST, () -> {});
        Duration before = generation.age();
        generation.begin();
        Duration waited = generation.waiting();
        Duration after = generation.age();
        generation.begin();

        assertThat(waited).isBetween(before, after).isEqualTo(generation.waiting());
    }

    @Test
    void oneThatEndsWithoutWorkHasWaitedAllItsTime() {
        Generation generation = new Generation(REQUEST, () -> {});
        generation.emit(new Finished(FinishReason.CANCELLED, new Usage(1, 0, 0, Duration.ZERO)));

        assertThat(generation.waiting()).isEqualTo(generation.duration());
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

    @Test
    void aListenerHearsWhatCanBePolledFromNowOn() throws InterruptedException {
        Generation generation = new Generation(REQUEST, () -> {});
        List<GenerationEvent> polled = new ArrayList<>();
        generation.emit(new Piece("before"));
        assertThat(generation.poll(PATIENCE)).isEqualTo(new Piece("before"));
        generation.listen(event -> polled.add(pollNow(generation)));

        generation.emit(new Piece("a"));
        generation.emit(new Piece("b"));

        assertThat(polled).containsExactly(new Piece("a"), new Piece("b"));
    }

    @Test
    void whoListensLateHearsTheEndAllTheSame() {
        Generation generation = new Generation(REQUEST, () -> {});
        Finished end = new Finished(FinishReason.STOP, new Usage(1, 0, 2, Duration.ZERO));
        List<GenerationEvent> heard = new ArrayList<>();
        generation.emit(new Piece("a"));
        generation.emit(end);

        generation.listen(heard::add);

        assertThat(heard).containsExactly(end);
    }

    @Test
    void whatNobodyReadsIsGivenUpAndTheListenerHearsTheEnd() throws InterruptedException {
        Generation generation = new Generation(REQUEST, () -> {});
        List<GenerationEvent> ends = new ArrayList<>();
        generation.listen(event -> {
            if (!(event instanceof Piece)) {
                ends.add(event);
            }
        });
        Piece piece = new Piece("x".repeat(10_000));
        int told = 0;
        while (!generation.isCancelled() && told < 1000) {
            generation.emit(piece);
            told++;
        }
        generation.emit(piece);
        generation.emit(new Finished(FinishReason.CANCELLED, new Usage(1, 0, told, Duration.ZERO)));

        assertThat(told * piece.sizeBytes()).isBetween(Generation.MOST_WAITING_BYTES, 1L << 21);
        assertThat(ends).singleElement().isInstanceOfSatisfying(GenerationEvent.Failed.class, failed -> {
            assertThat(failed.error().code()).isEqualTo(ErrorCode.CANCELLED);
            assertThat(failed.error()).hasMessage("the answer was given up: more than 1 MiB of it waited to be read");
        });
        for (int i = 1; i < told; i++) {
            assertThat(generation.poll(Duration.ZERO)).isEqualTo(piece);
        }
        assertThat(generation.poll(Duration.ZERO)).isSameAs(ends.get(0));
    }

    private static GenerationEvent pollNow(Generation generation) {
        try {
            return Objects.requireNonNull(generation.poll(Duration.ZERO));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
