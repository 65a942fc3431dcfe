package io.mullama.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A set of Unicode code points as sorted ranges that do not touch. Immutable. */
public final class CharacterSet {
    static final int LAST = Character.MAX_CODE_POINT;
    public static final CharacterSet ANY = new CharacterSet(new int[] {0, LAST});

    /** What UTF-8 can write: all but the surrogates. */
    public static final CharacterSet TEXT =
            new CharacterSet(new int[] {0, Character.MIN_SURROGATE - 1, Character.MAX_SURROGATE + 1, LAST});

    /** First, last, first, last. */
    private final int[] bounds;

    private CharacterSet(int[] bounds) {
        this.bounds = bounds;
    }

    /** From one code point to another, both included. */
    public record Range(int first, int last) {}

    public static CharacterSet of(int character) {
        return new CharacterSet(new int[] {character, character});
    }

    /** Ranges in any order; those that end before they begin are empty. */
    public static CharacterSet of(List<Range> ranges) {
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
    public CharacterSet complement() {
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

    public List<Range> ranges() {
        return IntStream.range(0, bounds.length / 2)
                .mapToObj(i -> new Range(bounds[2 * i], bounds[2 * i + 1]))
                .toList();
    }

    public boolean isEmpty() {
        return bounds.length == 0;
    }

    public CharacterSet or(CharacterSet other) {
        return of(Stream.concat(ranges().stream(), other.ranges().stream()).toList());
    }

    public CharacterSet and(CharacterSet other) {
        List<Range> common = new ArrayList<>();
        int mine = 0;
        int theirs = 0;
        while (mine < bounds.length && theirs < other.bounds.length) {
            int first = Math.max(bounds[mine], other.bounds[theirs]);
            int last = Math.min(bounds[mine + 1], other.bounds[theirs + 1]);
            if (first <= last) {
                common.add(new Range(first, last));
            }
            if (bounds[mine + 1] < other.bounds[theirs + 1]) {
                mine += 2;
            } else {
                theirs += 2;
            }
        }
        return new CharacterSet(bounds(common));
    }

    public boolean contains(int character) {
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

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof CharacterSet other && Arrays.equals(bounds, other.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }
}
