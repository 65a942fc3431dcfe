package io.mullama.terminal.markdown;

import java.util.ArrayList;
import java.util.List;

/** Characters with their inks. For one thread. */
public final class InkedText {
    /** Characters of one ink, up to an end. */
    private record Run(int end, Ink ink) {}

    private final StringBuilder text = new StringBuilder();
    private final List<Run> runs = new ArrayList<>(1);

    void append(int codePoint, Ink ink) {
        text.appendCodePoint(codePoint);
        extend(ink);
    }

    void append(String more, Ink ink) {
        if (!more.isEmpty()) {
            text.append(more);
            extend(ink);
        }
    }

    void append(InkedText other) {
        int begin = 0;
        for (Run run : other.runs) {
            append(other.text.substring(begin, run.end), run.ink);
            begin = run.end;
        }
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** In characters of Java's. */
    int length() {
        return text.length();
    }

    /** Hands on all characters. */
    void each(InkSink sink) {
        int at = 0;
        for (Run run : runs) {
            while (at < run.end) {
                int codePoint = text.codePointAt(at);
                sink.put(codePoint, run.ink);
                at += Character.charCount(codePoint);
            }
        }
    }

    /** The columns that it takes. */
    int width() {
        return Columns.of(text);
    }

    InkedText part(int from, int to) {
        InkedText part = new InkedText();
        int begin = 0;
        for (Run run : runs) {
            int first = Math.max(begin, from);
            int last = Math.min(run.end, to);
            if (first < last) {
                part.append(text.substring(first, last), run.ink);
            }
            begin = run.end;
        }
        return part;
    }

    /** Without the spaces at its end. */
    InkedText stripped() {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return part(0, end);
    }

    void clear() {
        text.setLength(0);
        runs.clear();
    }

    /** Appends it as a terminal takes it. */
    void write(boolean colours, StringBuilder out) {
        if (!colours) {
            out.append(text);
            return;
        }
        int begin = 0;
        for (Run run : runs) {
            run.ink.write(text, begin, run.end, out);
            begin = run.end;
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void extend(Ink ink) {
        int last = runs.size() - 1;
        if (last >= 0 && runs.get(last).ink.equals(ink)) {
            runs.set(last, new Run(text.length(), ink));
        } else {
            runs.add(new Run(text.length(), ink));
        }
    }
}
