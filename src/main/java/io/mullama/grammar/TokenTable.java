package io.mullama.grammar;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The text of every token of a vocabulary, in an order that lets all of them be tried at once. Immutable. */
public final class TokenTable {
    private final byte[][] pieces;
    private final BitSet ends;

    /** Tokens with text in the order of their bytes, none that ends an answer. */
    private final int[] sorted;

    /** How many bytes each of those shares with the one before it. */
    private final int[] shared;

    /** The bytes of the longest of them. */
    private final int longest;

    private TokenTable(byte[][] pieces, BitSet ends) {
        this.pieces = pieces;
        this.ends = ends;
        this.sorted = IntStream.range(0, pieces.length)
                .filter(token -> isText(token) && !ends.get(token))
                .boxed()
                .sorted((one, other) -> Arrays.compareUnsigned(pieces[one], pieces[other]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.shared = new int[sorted.length];
        for (int i = 1; i < sorted.length; i++) {
            shared[i] = shared(pieces[sorted[i - 1]], pieces[sorted[i]]);
        }
        this.longest =
                IntStream.of(sorted).map(token -> pieces[token].length).max().orElse(0);
    }

    /**
     * Asks for every token once.
     *
     * @param pieces the bytes that a token stands for, which are kept and not changed; none for one that is no text
     * @param ends whether a token ends an answer
     */
    public static TokenTable of(int size, IntFunction<byte[]> pieces, IntPredicate ends) {
        BitSet ending = new BitSet(size);
        IntStream.range(0, size).filter(ends).forEach(ending::set);
        return new TokenTable(IntStream.range(0, size).mapToObj(pieces).toArray(byte[][]::new), ending);
    }

    int size() {
        return pieces.length;
    }

    boolean isEnd(int token) {
        return ends.get(token);
    }

    /** Whether the token stands for text. */
    boolean isText(int token) {
        return pieces[token].length > 0;
    }

    BitSet ends() {
        return ends;
    }

    /** The state after a token's text. */
    GrammarState after(StateSpace space, GrammarState state, int token) {
        GrammarState next = state;
        for (byte each : pieces[token]) {
            next = space.next(next, each);
        }
        return next;
    }

    /** Adds the tokens whose text the grammar allows; what many begin with is looked at once. */
    void addAllowed(StateSpace space, GrammarState state, BitSet allowed) {
        GrammarState[] path = new GrammarState[longest + 1];
        path[0] = state;
        int i = 0;
        while (i < sorted.length) {
            byte[] piece = pieces[sorted[i]];
            int depth = shared[i];
            while (depth < piece.length && !path[depth].isDead()) {
                path[depth + 1] = space.next(path[depth], piece[depth]);
                depth++;
            }
            boolean dead = path[depth].isDead();
            allowed.set(sorted[i], !dead);
            i++;
            while (dead && i < sorted.length && shared[i] >= depth) {
                i++;
            }
        }
    }

    private static int shared(byte[] one, byte[] other) {
        int mismatch = Arrays.mismatch(one, other);
        return mismatch < 0 ? one.length : mismatch;
    }
}
