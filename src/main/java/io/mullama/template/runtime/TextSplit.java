package io.mullama.template.runtime;

import io.mullama.template.value.Budget;
import io.mullama.template.value.Failure;
import io.mullama.template.value.PythonText;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Text;
import io.mullama.template.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Cuts a text into pieces, in which every character keeps its origin. Stateless. */
final class TextSplit {
    private TextSplit() {}

    /** {@code str.split} or {@code str.rsplit} with a separator; a negative limit is none. */
    static List<Text> split(Text text, String separator, int limit, boolean fromRight, Budget budget) {
        if (separator.isEmpty()) {
            throw Failure.of("empty separator");
        }
        budget.search(text.length(), separator.length());
        return fromRight ? splitRight(text, separator, limit, budget) : splitLeft(text, separator, limit, budget);
    }

    private static List<Text> splitLeft(Text text, String separator, int limit, Budget budget) {
        String all = text.string(budget);
        List<Text> pieces = new ArrayList<>();
        int from = 0;
        int found = all.indexOf(separator);
        while (found >= 0 && pieces.size() != limit) {
            add(pieces, text.slice(from, found, budget), budget);
            from = found + separator.length();
            found = all.indexOf(separator, from);
        }
        add(pieces, text.slice(from, all.length(), budget), budget);
        return pieces;
    }

    private static List<Text> splitRight(Text text, String separator, int limit, Budget budget) {
        String all = text.string(budget);
        List<Text> pieces = new ArrayList<>();
        int to = all.length();
        int found = all.lastIndexOf(separator);
        while (found >= 0 && pieces.size() != limit) {
            add(pieces, text.slice(found + separator.length(), to, budget), budget);
            to = found;
            // A negative index finds nothing; it comes up where the separator starts the text.
            found = all.lastIndexOf(separator, to - separator.length());
        }
        add(pieces, text.slice(0, to, budget), budget);
        Collections.reverse(pieces);
        return pieces;
    }

    private static void add(List<Text> pieces, Text piece, Budget budget) {
        budget.elements(1);
        pieces.add(piece);
    }

    /** {@code str.split} at white space; what is left at the limit keeps the blanks behind it. */
    static List<Text> splitBlank(Text text, int limit, Budget budget) {
        String all = text.string(budget);
        List<Text> pieces = new ArrayList<>();
        int from = skip(all, 0, true);
        while (from < all.length()) {
            boolean last = pieces.size() == limit;
            int to = last ? all.length() : skip(all, from, false);
            add(pieces, text.slice(from, to, budget), budget);
            from = skip(all, to, true);
        }
        return pieces;
    }

    /** {@code str.rsplit} at white space; what is left at the limit keeps the blanks before it. */
    static List<Text> splitBlankRight(Text text, int limit, Budget budget) {
        String all = text.string(budget);
        List<Text> pieces = new ArrayList<>();
        int to = skipBack(all, all.length(), true);
        while (to > 0) {
            boolean last = pieces.size() == limit;
            int from = last ? 0 : skipBack(all, to, false);
            add(pieces, text.slice(from, to, budget), budget);
            to = last ? 0 : skipBack(all, from, true);
        }
        Collections.reverse(pieces);
        return pieces;
    }

    private static int skip(String all, int from, boolean space) {
        int index = from;
        while (index < all.length() && PythonText.isSpace(all.charAt(index)) == space) {
            index++;
        }
        return index;
    }

    private static int skipBack(String all, int from, boolean space) {
        int index = from;
        while (index > 0 && PythonText.isSpace(all.charAt(index - 1)) == space) {
            index--;
        }
        return index;
    }

    /** {@code str.splitlines}. */
    static List<Text> lines(Text text, boolean keepEnds, Budget budget) {
        String all = text.string(budget);
        List<Text> lines = new ArrayList<>();
        int from = 0;
        while (from < all.length()) {
            int end = from;
            while (end < all.length() && !PythonText.isLineEnd(all.charAt(end))) {
                end++;
            }
            int next = Math.min(end + (all.startsWith("\r\n", end) ? 2 : 1), all.length());
            add(lines, text.slice(from, keepEnds ? next : end, budget), budget);
            from = next;
        }
        return lines;
    }

    /** The pieces as strings. */
    static List<Value> values(List<Text> pieces) {
        List<Value> values = new ArrayList<>(pieces.size());
        for (Text piece : pieces) {
            values.add(new StringValue(piece));
        }
        return values;
    }
}
