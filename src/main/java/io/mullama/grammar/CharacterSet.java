package io.mullama.grammar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A set of Unicode code points as sorted ranges that do not touch. Immutable. */
final class CharacterSet {
    static final int LAST = Character.MAX_CODE_POINT;
    static final CharacterSet ANY = new CharacterSet(new int[] {0, LAST});

    /** First, last, first, last. */
    private final int[] bounds;

    private CharacterSet(int[] bounds) {
        this.bounds = bounds;
    }

    /** From one code point to another, both included. */
    record Range(int first, int last) {}

    static CharacterSet of(int character) {
        return new CharacterSet(new int[] {character, character});
    }

    static CharacterSet of(List<Range> ranges) {
        List<Range> sorted = new ArrayList<>(ranges);
        sorted.removeIf(range -> range.first > range.last);
        sorted.sort(Comparator.comparingInt(Range::first));
        List<Range> joined = new ArrayList<>();
        for (Range next : sorted) {
            Range last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && next.first <= last.last + 1) {
                joined.set(joined.size() - 1, new Range(last.first, Math.max(last.last, next.last)));
            } else {
                joined.add(next);
            }
        }
        return new CharacterSet(bounds(joined));
    }

    private static int[] bounds(List<Range> ranges) {
        return ranges.stream()
                .flatMapToInt(range -> IntStream.of(range.first, range.last))
                .toArray();
    }

    /** All other code points. */
    CharacterSet complement() {
        List<Range> others = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            others.add(new Range(next, bounds[i] - 1));
            next = bounds[i + 1] + 1;
        }
        others.add(new Range(next, LAST));
        others.removeIf(range -> range.first > range.last);
        return new CharacterSet(bounds(others));
    }

    boolean contains(int character) {
        return intersects(character, character);
    }

    /** Whether any code point from the first to the last is in it. */
    boolean intersects(int first, int last) {
        for (int i = 0; i < bounds.length; i += 2) {
            if (bounds[i] <= last && first <= bounds[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
