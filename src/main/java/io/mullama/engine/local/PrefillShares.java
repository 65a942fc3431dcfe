package io.mullama.engine.local;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Divides the prompt tokens of a step between the prompts that wait for them. Stateless. */
final class PrefillShares {
    private PrefillShares() {}

    /**
     * Prompts with little left go first, so that a short one does not wait behind a long one; but the oldest always
     * gets a quarter, so that it gets on however many short ones come.
     *
     * @param remaining tokens of each prompt, the oldest first
     * @param room tokens in all
     */
    static int[] of(int[] remaining, int room) {
        int[] shares = new int[remaining.length];
        if (remaining.length == 0 || room <= 0) {
            return shares;
        }
        shares[0] = Math.min(remaining[0], (room + 3) / 4);
        int[] left = {room - shares[0]};
        IntStream.range(0, remaining.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> remaining[i]))
                .forEach(i -> {
                    int more = Math.min(remaining[i] - shares[i], left[0]);
                    shares[i] += more;
                    left[0] -= more;
                });
        return shares;
    }
}
