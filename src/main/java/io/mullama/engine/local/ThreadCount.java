package io.mullama.engine.local;

import java.time.Duration;

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

    private final int least;
    private final int most;
    private int current;
    private Duration wall = Duration.ZERO;
    private Duration cpu = Duration.ZERO;
    private Duration held = Duration.ZERO;
    private Duration hold = SHORTEST_HOLD;

    private ThreadCount(int least, int most) {
        this.least = least;
        this.most = most;
        this.current = most;
    }

    /** Always so many. */
    static ThreadCount fixed(int count) {
        return new ThreadCount(count, count);
    }

    /** As many as there are CPUs to be had, up to a number. */
    static ThreadCount upTo(int most) {
        return new ThreadCount(1, most);
    }

    /** For the next step. */
    int current() {
        return current;
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
        if (cpus < ENOUGH * current && current > least) {
            current = Math.max(least, Math.min(current - 1, (int) cpus));
            held = Duration.ZERO;
            hold = min(hold.multipliedBy(2), LONGEST_HOLD);
        } else if (current < most && held.compareTo(hold) >= 0) {
            current++;
            held = current == most ? Duration.ZERO : held;
        } else if (current == most && held.compareTo(LONGEST_HOLD) >= 0) {
            hold = SHORTEST_HOLD;
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
