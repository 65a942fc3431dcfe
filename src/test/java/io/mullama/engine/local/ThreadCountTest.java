package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Steps of 20 ms on a machine that has so many CPUs to spare. */
final class ThreadCountTest {
    private final ThreadCount threads = ThreadCount.upTo(8);

    @Test
    void aFreeMachineIsUsedInFull() {
        run(Duration.ofMinutes(1), 8);

        assertThat(threads.current()).isEqualTo(8);
    }

    @Test
    void aBusyMachineGetsNoMoreThreadsThanItHasCpusFor() {
        run(Duration.ofSeconds(1), 5.2);

        assertThat(threads.current()).isEqualTo(4);
    }

    @Test
    void fewNumbersAreEverTried() {
        ThreadCount many = ThreadCount.upTo(32);
        Set<Integer> tried = new TreeSet<>();
        for (double cpus : new double[] {32, 30, 25, 20, 17, 13, 11, 9, 7, 5, 4, 3, 2, 1}) {
            for (int step = 0; step < 10; step++) {
                double used = Math.min(cpus, many.current());
                many.took(Duration.ofMillis(20), Duration.ofNanos((long) (used * 20e6)));
                tried.add(many.current());
            }
        }

        assertThat(tried).isSubsetOf(1, 2, 3, 4, 6, 8, 12, 16, 24, 32);
        assertThat(many.current()).isEqualTo(1);
    }

    @Test
    void oneThreadIsTheLeast() {
        run(Duration.ofSeconds(1), 0.3);

        assertThat(threads.current()).isEqualTo(1);
    }

    @Test
    void whatIsMissingForAMomentIsNotMissed() {
        run(Duration.ofMillis(80), 8);
        run(Duration.ofMillis(20), 2);

        assertThat(threads.current()).isEqualTo(8);
    }

    @Test
    void aMachineThatIsFreeAgainIsUsedInFullWithinSeconds() {
        run(Duration.ofSeconds(1), 3);

        run(Duration.ofSeconds(4), 8);

        assertThat(threads.current()).isEqualTo(8);
    }

    @Test
    void aMachineThatStaysBusyIsTriedLessAndLessOften() {
        int early = triesIn(Duration.ofSeconds(20), 1);
        run(Duration.ofMinutes(1), 1);
        int late = triesIn(Duration.ofMinutes(1), 1);

        assertThat(early).isBetween(2, 6);
        assertThat(late).isBetween(1, 3);
    }

    @Test
    void oneThatWasBusyLongAgoIsTriedSoonAgain() {
        run(Duration.ofMinutes(1), 3);
        run(Duration.ofMinutes(2), 8);
        run(Duration.ofSeconds(1), 3);

        run(Duration.ofSeconds(4), 8);

        assertThat(threads.current()).isEqualTo(8);
    }

    @Test
    void aNumberThatWasAskedForIsKeptTo() {
        ThreadCount fixed = ThreadCount.fixed(4);
        fixed.took(Duration.ofSeconds(1), Duration.ofMillis(100));

        assertThat(fixed.current()).isEqualTo(4);
    }

    private void run(Duration time, double cpus) {
        for (long millis = 0; millis < time.toMillis(); millis += 20) {
            step(cpus);
        }
    }

    /** How often more threads were tried than there are CPUs for. */
    private int triesIn(Duration time, int cpus) {
        int tries = 0;
        for (long millis = 0; millis < time.toMillis(); millis += 20) {
            int before = threads.current();
            step(cpus);
            tries += threads.current() > before ? 1 : 0;
        }
        return tries;
    }

    private void step(double cpus) {
        double used = Math.min(cpus, threads.current());
        threads.took(Duration.ofMillis(20), Duration.ofNanos((long) (used * 20e6)));
    }
}
