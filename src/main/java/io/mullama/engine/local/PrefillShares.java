package io.mullama.engine.local;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Divides the prompt tokens of a step between the prompts that wait for them. Stateless. */
final class PrefillShares {
    /**
     * llama.cpp's kernels take tokens by up to 64, in whole tiles: 130 take a fifth longer than 128 (performance.md).
     */
    static final int TILE = 32;

    /** Prompts that differ by less stay in the order of their coming, which is mostly that of their sequences. */
    private static final int ALIKE = 256;

    private PrefillShares() {}

    /**
     * Prompts with little left go first, so that a short one does not wait behind a long one; but the oldest always
     * gets a quarter, and a tile at least, so that it gets on however many short ones come. What does not end its prompt
     * is cut to whole tiles, and left for the next step if it is none and another has one.
     *
     * @param remaining tokens of each prompt, the oldest first
     * @param room tokens in all
     * @param beside of each prompt so many tokens are computed with those of the answers, and not in its own tiles
     */
    static int[] of(int[] remaining, int room, int beside) {
        int[] shares = new int[remaining.length];
        if (remaining.length == 0 || room <= 0) {
            return shares;
        }
        int oldest = Math.max((room + 3) / 4, Math.min(TILE + beside, room));
        int left = room - raise(shares, remaining, 0, oldest, beside);
        for (int i : shortestFirst(remaining)) {
            left -= raise(shares, remaining, i, shares[i] + left, beside);
        }
        return shares;
    }

    /** Raises a share to a number at most; says by how much. */
    private static int raise(int[] shares, int[] remaining, int index, int most, int beside) {
        int before = shares[index];
        int share = Math.min(remaining[index], Math.max(before, most));
        if (share < remaining[index]) {
            boolean alone = IntStream.of(shares).sum() == 0;
            share = share >= TILE + beside ? share - (share - beside) % TILE : alone ? share : before;
        }
        shares[index] = Math.max(before, share);
        return shares[index] - before;
    }

    private static int[] shortestFirst(int[] remaining) {
        return IntStream.range(0, remaining.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> remaining[i] / ALIKE))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
