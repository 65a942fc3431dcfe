package io.mullama.engine.local;

import java.time.Duration;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How many threads compute a batch: fewer while other programs want the CPUs. Not thread-safe.
 *
 * <p>ggml's threads wait for each other hundreds of times in a step, spinning. When one of them loses its CPU all others
 * spin until it has it back: on two cores, beside one busy process, two threads were measured to be four to eight times
 * slower than one. That shows as CPU time that the threads wanted and did not get.
 */
final class ThreadCount {
    /** Steps are looked at in sums of so long a time. */
    private static final Duration WINDOW = Duration.ofMillis(100);

    /** Of the CPU time wanted; with less somebody else has the CPUs. */
    private static final double ENOUGH = 0.8;

    private static final Duration SHORTEST_HOLD = Duration.ofSeconds(1);
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(30);

    /** The numbers to choose from, the largest first. */
    private final int[] sizes;

    private int chosen;
    private Duration wall = Duration.ZERO;
    private Duration cpu = Duration.ZERO;
    private Duration held = Duration.ZERO;
    private Duration hold = SHORTEST_HOLD;

    private ThreadCount(int... sizes) {
        this.sizes = sizes;
    }

    /** Always so many. */
    static ThreadCount fixed(int count) {
        return new ThreadCount(count);
    }

    /**
     * As many as there are CPUs to be had, up to a number: that, three quarters of it, half, three eighths, and so on. Every
     * number has threads of its own, which stay.
     */
    static ThreadCount upTo(int most) {
        return new ThreadCount(IntStream.iterate(most, size -> size > 0, size -> size / 2)
                .flatMap(size -> IntStream.of(size, size * 3 / 4))
                .filter(size -> size > 0)
                .distinct()
                .boxed()
                .sorted(Comparator.reverseOrder())
                .mapToInt(Integer::intValue)
                .toArray());
    }

    /** For the next step. */
    int current() {
        return sizes[chosen];
    }

    /**
     * Learns from a step with {@link #current()} threads.
     *
     * @param stepWall what it took by the clock
     * @param stepCpu what all threads of this process computed meanwhile
     */
    void took(Duration stepWall, Duration stepCpu) {
        wall = wall.plus(stepWall);
        cpu = cpu.plus(stepCpu);
        held = held.plus(stepWall);
        if (wall.compareTo(WINDOW) >= 0) {
            judge((double) cpu.toNanos() / wall.toNanos());
            wall = Duration.ZERO;
            cpu = Duration.ZERO;
        }
    }

    private void judge(double cpus) {
        boolean most = chosen == 0;
        boolean least = chosen == sizes.length - 1;
        if (cpus < ENOUGH * current() && !least) {
            do {
                chosen++;
            } while (chosen < sizes.length - 1 && current() > cpus);
            held = Duration.ZERO;
            hold = min(hold.multipliedBy(2), LONGEST_HOLD);
        } else if (!most && held.compareTo(hold) >= 0) {
            chosen--;
            held = chosen == 0 ? Duration.ZERO : held;
        } else if (most && held.compareTo(LONGEST_HOLD) >= 0) {
            hold = SHORTEST_HOLD;
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
