package io.mullama.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How fast bytes come, as the mean of the last seconds. For one thread. */
public final class TransferRate {
    private static final Duration WINDOW = Duration.ofSeconds(5);

    /** What an earlier pull has left is counted in at the beginning, and did not come now. */
    private static final Duration SETTLING = Duration.ofMillis(500);

    private static final Duration LEAST = Duration.ofSeconds(1);

    private record Sample(Instant at, long bytes) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private @Nullable Instant begun;

    /** So many bytes are here now. */
    public void add(Instant now, long bytes) {
        Sample last = samples.peekLast();
        if (begun == null || (last != null && last.at.isAfter(now))) {
            begun = now;
        }
        if (Duration.between(begun, now).compareTo(SETTLING) < 0) {
            samples.clear();
        }
        samples.addLast(new Sample(now, bytes));
        forget(now);
    }

    /** The rate, and how long {@code remaining} bytes take at it; nothing as long as it is not known. */
    public Optional<ProgressBar.Rate> rate(Instant now, long remaining) {
        forget(now);
        Sample first = samples.peekFirst();
        Sample last = samples.peekLast();
        if (first == null || last == null) {
            return Optional.empty();
        }
        Duration elapsed = Duration.between(first.at, now);
        if (elapsed.compareTo(LEAST) < 0) {
            return Optional.empty();
        }
        long perSecond = Math.max(0, Math.round((last.bytes - first.bytes) * 1000.0 / elapsed.toMillis()));
        return Optional.of(
                new ProgressBar.Rate(perSecond, perSecond == 0 ? -1 : (remaining + perSecond - 1) / perSecond));
    }

    /** Keeps one sample that is older than the window: the rate begins there. */
    private void forget(Instant now) {
        Instant oldest = now.minus(WINDOW);
        while (samples.size() > 1) {
            Sample first = samples.removeFirst();
            Sample second = samples.getFirst();
            if (second.at.isAfter(oldest)) {
                samples.addFirst(first);
                return;
            }
        }
    }
}
