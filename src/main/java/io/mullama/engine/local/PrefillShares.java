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
     * gets a quarter, so that it gets on however many short ones come. A part of a prompt is cut to whole tiles.
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
        shares[0] = part(remaining[0], quarter(room, beside), beside);
        int left = room - shares[0];
        for (int i : shortestFirst(remaining)) {
            int share = Math.max(shares[i], part(remaining[i], shares[i] + left, beside));
            left -= share - shares[i];
            shares[i] = share;
            if (share < remaining[i]) {
                // What is left is less than a tile.
                return shares;
            }
        }
        return shares;
    }

    /** A tile at least, where that leaves others one too. */
    private static int quarter(int room, int beside) {
        int tile = TILE + beside;
        return Math.max((room + 3) / 4, room >= 2 * tile ? tile : 0);
    }

    private static int part(int remaining, int room, int beside) {
        if (room >= remaining) {
            return remaining;
        }
        return room >= TILE + beside ? room - (room - beside) % TILE : room;
    }

    private static int[] shortestFirst(int[] remaining) {
        return IntStream.range(0, remaining.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> remaining[i] / ALIKE))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
