package io.mullama.grammar;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The text of every token of a vocabulary, and an order in which all of them can be tried at once, which is made when it
 * is first needed. Thread-safe.
 */
public final class TokenTable {
    private static final byte[] NO_TEXT = {};

    private final Vocabulary vocabulary;

    /** Tokens that show a text although the vocabulary has none for them, in their order. */
    private final int[] shown;

    private final byte[][] texts;

    private TokenTable(Vocabulary vocabulary, int[] shown, byte[][] texts) {
        this.vocabulary = vocabulary;
        this.shown = shown;
        this.texts = texts;
    }

    /**
     * Asks for every token once, but not yet.
     *
     * @param pieces the bytes that a token stands for, which are not changed; none for one that is no text
     * @param ends whether a token ends an answer
     */
    public static TokenTable of(int size, IntFunction<byte[]> pieces, IntPredicate ends) {
        return new TokenTable(new Vocabulary(size, pieces, ends), new int[0], new byte[0][]);
    }

    /** The same table, but those tokens, which stand for no text, stand for these. */
    public TokenTable showing(Map<Integer, byte[]> tokens) {
        Map<Integer, byte[]> sorted = new TreeMap<>(tokens);
        return new TokenTable(
                vocabulary,
                sorted.keySet().stream().mapToInt(Integer::intValue).toArray(),
                sorted.values().toArray(byte[][]::new));
    }

    /** Makes the order now: a tenth of a second for 150,000 tokens that nobody has to wait for later. */
    public void prepare() {
        vocabulary.index();
    }

    /** The text that an ending token shows in this table; none for one that does not. */
    public byte[] endingText(int token) {
        int at = Arrays.binarySearch(shown, token);
        return at < 0 ? NO_TEXT : texts[at];
    }

    /** The bytes that a token stands for; none for one that is no text. Not to be changed. */
    public byte[] text(int token) {
        int at = shown.length == 0 ? -1 : Arrays.binarySearch(shown, token);
        return at < 0 ? vocabulary.pieces.apply(token) : texts[at];
    }

    /** Whether the token ends an answer. */
    public boolean isEnd(int token) {
        return vocabulary.ends.test(token);
    }

    int size() {
        return vocabulary.size;
    }

    IntStream ends() {
        return vocabulary.index().ends.stream();
    }

    /** Adds the tokens without a text. */
    void addSilent(BitSet allowed) {
        allowed.or(vocabulary.index().silent);
        for (int token : shown) {
            allowed.clear(token);
        }
    }

    /** Adds the tokens by whose text there is a way; what many begin with is looked at once. */
    void addAllowed(StageWalk walk, BitSet allowed) {
        Index index = vocabulary.index();
        int i = 0;
        while (i < index.sorted.length) {
            byte[] piece = index.pieces[i];
            int depth = index.shared[i];
            while (depth < piece.length && walk.step(depth, piece[depth])) {
                depth++;
            }
            boolean dead = depth < piece.length;
            allowed.set(index.sorted[i], !dead);
            i++;
            while (dead && i < index.sorted.length && index.shared[i] > depth) {
                i++;
            }
        }
        for (int each = 0; each < shown.length; each++) {
            allowed.set(shown[each], walk.follow(texts[each]) != StageWalk.DEAD);
        }
    }

    /** What is the same for every request. Thread-safe. */
    private static final class Vocabulary {
        private final int size;
        private final IntFunction<byte[]> pieces;
        private final IntPredicate ends;
        private volatile List<Index> index = List.of();

        Vocabulary(int size, IntFunction<byte[]> pieces, IntPredicate ends) {
            this.size = size;
            this.pieces = pieces;
            this.ends = ends;
        }

        Index index() {
            List<Index> known = index;
            return known.isEmpty() ? made() : known.get(0);
        }

        private synchronized Index made() {
            if (index.isEmpty()) {
                index = List.of(new Index(this));
            }
            return index.get(0);
        }
    }

    /** The order. Immutable. */
    private static final class Index {
        private final BitSet ends = new BitSet();

        /** Tokens that are no text and end nothing. */
        private final BitSet silent = new BitSet();

        /** Tokens with text in the order of their bytes, none that ends an answer. */
        private final int[] sorted;

        private final byte[][] pieces;

        /** How many bytes each of those shares with the one before it. */
        private final int[] shared;

        Index(Vocabulary vocabulary) {
            byte[][] all = IntStream.range(0, vocabulary.size)
                    .mapToObj(vocabulary.pieces)
                    .toArray(byte[][]::new);
            IntStream.range(0, all.length).filter(vocabulary.ends).forEach(ends::set);
            IntStream.range(0, all.length)
                    .filter(token -> all[token].length == 0 && !ends.get(token))
                    .forEach(silent::set);
            this.sorted = IntStream.range(0, all.length)
                    .filter(token -> all[token].length > 0 && !ends.get(token))
                    .boxed()
                    .sorted((one, other) -> Arrays.compareUnsigned(all[one], all[other]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            this.pieces = IntStream.of(sorted).mapToObj(token -> all[token]).toArray(byte[][]::new);
            this.shared = new int[sorted.length];
            for (int i = 1; i < sorted.length; i++) {
                shared[i] = shared(pieces[i - 1], pieces[i]);
            }
        }

        private static int shared(byte[] one, byte[] other) {
            int mismatch = Arrays.mismatch(one, other);
            return mismatch < 0 ? one.length : mismatch;
        }
    }
}
