package io.mullama.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.SamplingOptions;
import io.mullama.engine.Usage;
import io.mullama.server.answer.Generations.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class GenerationsTest {
    private static final GenerationRequest REQUEST =
            new GenerationRequest(new int[] {1}, 8, SamplingOptions.GREEDY, List.of());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final GenerationEvent END =
            new GenerationEvent.Finished(FinishReason.STOP, new Usage(1, 0, 2, Duration.ZERO));

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger ends = new AtomicInteger();
    private List<Generation> each = List.of();

    @Test
    void eventsComeByTurnsWhereSeveralHaveSome() throws InterruptedException {
        Generations generations = of(3);
        tell(0, "a1", "a2", "a3");
        tell(1, "b1");
        tell(2, "c1", "c2");

        assertThat(List.of(next(generations), next(generations), next(generations), next(generations)))
                .containsExactly(piece(0, "a1"), piece(1, "b1"), piece(2, "c1"), piece(0, "a2"));
        assertThat(List.of(next(generations), next(generations))).containsExactly(piece(2, "c2"), piece(0, "a3"));
        assertThat(generations.poll(Duration.ofMillis(1))).isNull();
    }

    @Test
    void whatWasToldBeforeIsFoundToo() throws InterruptedException {
        each = List.of(new Generation(REQUEST, () -> {}), new Generation(REQUEST, () -> {}));
        tell(1, "early");

        assertThat(next(Generations.of(each, told::add, ends::incrementAndGet))).isEqualTo(piece(1, "early"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 128})
    void nothingIsLostBetweenThreads(int count) throws InterruptedException {
        Generations generations = of(count);
        List<Thread> decoders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            Thread decoder = new Thread(() -> {
                for (int k = 0; k < 200; k++) {
                    tell(index, index + "." + k);
                }
                each.get(index).emit(END);
            });
            decoder.setDaemon(true);
            decoders.add(decoder);
        }
        decoders.forEach(Thread::start);

        int[] seen = new int[count];
        for (int ended = 0; ended < count; ) {
            Told told = next(generations);
            if (told.event() == END) {
                assertThat(seen[told.index()]).isEqualTo(200);
                ended++;
            } else {
                assertThat(told).isEqualTo(piece(told.index(), told.index() + "." + seen[told.index()]++));
            }
        }
        for (Thread decoder : decoders) {
            decoder.join();
        }
        assertThat(ends).hasValue(1);
        assertThat(told).hasSize(count).extracting(Told::index).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void waitingEndsWhenTheTimeIsOver(int count) throws InterruptedException {
        assertThat(of(count).poll(Duration.ofMillis(5))).isNull();
    }

    @Test
    void theEndIsWhenTheLastHasEndedWhetherReadOrNot() {
        Generations generations = of(3);

        each.get(2).emit(END);
        tell(0, "a");
        each.get(0).emit(END);
        assertThat(ends).hasValue(0);
        long before = generations.endNanos();

        each.get(1).emit(END);
        assertThat(ends).hasValue(1);
        assertThat(told).containsExactly(new Told(2, END), new Told(0, END), new Told(1, END));
        assertThat(generations.endNanos())
                .isEqualTo(generations.endNanos())
                .isGreaterThanOrEqualTo(before)
                .isLessThanOrEqualTo(System.nanoTime());
    }

    @Test
    void allAreCancelledTogether() {
        of(3).cancel();

        assertThat(each).allMatch(Generation::isCancelled);
    }

    private Generations of(int count) {
        each = Stream.generate(() -> new Generation(REQUEST, () -> {}))
                .limit(count)
                .toList();
        return Generations.of(each, told::add, ends::incrementAndGet);
    }

    private void tell(int index, String... texts) {
        for (String text : texts) {
            each.get(index).emit(new GenerationEvent.Piece(text));
        }
    }

    private static Told piece(int index, String text) {
        return new Told(index, new GenerationEvent.Piece(text));
    }

    private static Told next(Generations generations) throws InterruptedException {
        Told told = generations.poll(PATIENCE);
        if (told == null) {
            throw new AssertionError("nothing came");
        }
        return told;
    }
}
