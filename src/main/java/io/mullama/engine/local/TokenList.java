package io.mullama.engine;

import java.util.Arrays;

/** A growing list of token ids without boxes. Not thread-safe. */
final class TokenList {
    private int[] tokens = new int[256];
    private int size;

    void set(int[] values) {
        if (values.length > tokens.length) {
            tokens = new int[values.length + 256];
        }
        System.arraycopy(values, 0, tokens, 0, values.length);
        size = values.length;
    }

    void add(int token) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, size * 2);
        }
        tokens[size++] = token;
    }

    int get(int index) {
        return tokens[index];
    }

    int size() {
        return size;
    }

    void truncate(int newSize) {
        size = Math.min(size, newSize);
    }

    /** How many tokens at the beginning are the same. */
    int commonPrefix(int[] other) {
        int mismatch = Arrays.mismatch(tokens, 0, size, other, 0, other.length);
        return mismatch < 0 ? size : mismatch;
    }
}
