package io.mullama.template.runtime;

import io.mullama.template.value.NoneValue;
import io.mullama.template.value.Numbers;
import io.mullama.template.value.Value;

/**
 * A part of a string to search in. Immutable.
 *
 * @param from where it starts, in UTF-16 units
 * @param to where it ends; before the start where Python's bounds are
 */
record TextRange(String text, int from, int to) {
    /** The range from one index in code points to another, either of which may be negative or none. */
    static TextRange of(String text, Value start, Value end) {
        if (start == NoneValue.NONE && end == NoneValue.NONE) {
            return new TextRange(text, 0, text.length());
        }
        int size = text.codePointCount(0, text.length());
        int first = start == NoneValue.NONE ? 0 : wrap(Numbers.toIndex(start), size);
        int last = end == NoneValue.NONE ? size : Math.min(wrap(Numbers.toIndex(end), size), size);
        int from = first > size ? text.length() + 1 : text.offsetByCodePoints(0, first);
        return new TextRange(text, from, text.offsetByCodePoints(0, last));
    }

    private static int wrap(int index, int size) {
        return index < 0 ? Math.max(index + size, 0) : index;
    }

    boolean hasAffix(String affix, boolean start) {
        int at = start ? from : to - affix.length();
        return at >= from && at + affix.length() <= to && text.startsWith(affix, at);
    }

    /** The index of a string in code points of the whole text, or -1. */
    int find(String wanted, boolean last) {
        if (from > to) {
            return -1;
        }
        int found = last ? text.lastIndexOf(wanted, to - wanted.length()) : text.indexOf(wanted, from);
        boolean inside = found >= from && found + wanted.length() <= to;
        return inside ? text.codePointCount(0, found) : -1;
    }

    /** How often a string occurs without overlapping. */
    int count(String wanted) {
        if (from > to) {
            return 0;
        }
        if (wanted.isEmpty()) {
            return text.codePointCount(from, to) + 1;
        }
        int count = 0;
        int found = text.indexOf(wanted, from);
        while (found >= 0 && found + wanted.length() <= to) {
            count++;
            found = text.indexOf(wanted, found + wanted.length());
        }
        return count;
    }
}
