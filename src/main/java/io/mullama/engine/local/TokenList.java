package io.mullama.engine.local;

import java.util.Arrays;

/** A growing list of token ids without boxes. Not thread-safe. */
final class TokenList {
    private static final int FIRST_CAPACITY = 256;

    private int[] tokens = new int[FIRST_CAPACITY];
    private int size;

    void add(int token) {
        reserve(size + 1);
        tokens[size++] = token;
    }

    void addAll(int[] values) {
        reserve(size + values.length);
        System.arraycopy(values, 0, tokens, size, values.length);
        size += values.length;
    }

    /** Adds that many tokens of another list, from a place in it on. */
    void addAll(TokenList other, int from, int count) {
        reserve(size + count);
        System.arraycopy(other.tokens, from, tokens, size, count);
        size += count;
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
    int commonPrefix(TokenList other) {
        int mismatch = Arrays.mismatch(tokens, 0, size, other.tokens, 0, other.size);
        return mismatch < 0 ? size : mismatch;
    }

    /** Where the last tokens, that many, ended the time before; negative if they never came before. */
    int lastRepetition(int length) {
        for (int end = size - 1; end >= length; end--) {
            if (Arrays.equals(tokens, end - length, end, tokens, size - length, size)) {
                return end;
            }
        }
        return -1;
    }

    int[] slice(int from, int count) {
        return Arrays.copyOfRange(tokens, from, from + count);
    }

    int[] toArray() {
        return Arrays.copyOf(tokens, size);
    }

    private void reserve(int capacity) {
        if (capacity > tokens.length) {
            tokens = Arrays.copyOf(tokens, Math.max(capacity, tokens.length * 2));
        }
    }
}
