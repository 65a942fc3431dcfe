package io.mullama.template.value;

import java.util.ArrayList;
import java.util.List;

/** Puts a {@link Text} together, run by run, and pays for it. Confined to one thread. */
public final class TextBuilder {
    /** A run of this many characters is kept as it is; copying a shorter one costs less than one more run. */
    private static final int SHARED_FROM = 512;

    private static final int PRICE_OF_A_SHARED_RUN = 16;

    private final Budget budget;
    private final List<Text.Run> runs = new ArrayList<>(4);
    private final StringBuilder pending = new StringBuilder();
    private boolean pendingInput;
    private long length;

    public TextBuilder(Budget budget) {
        this.budget = budget;
    }

    /** The characters so far, in UTF-16 units. */
    public long length() {
        return length;
    }

    public TextBuilder append(Text text) {
        for (Text.Run run : text.runs()) {
            append(run.text(), run.input());
        }
        return this;
    }

    /** Appends a part of a text, each character with its origin. */
    public TextBuilder append(Text text, int from, int to) {
        int start = 0;
        for (Text.Run run : text.runs()) {
            if (start >= to) {
                break;
            }
            int end = start + run.text().length();
            if (end > from) {
                appendPart(
                        run,
                        Math.max(from - start, 0),
                        Math.min(to - start, run.text().length()));
            }
            start = end;
        }
        return this;
    }

    private void appendPart(Text.Run run, int from, int to) {
        if (from == 0 && to == run.text().length()) {
            append(run.text(), run.input());
        } else if (from < to) {
            budget.copy(to - from);
            append(run.text().substring(from, to), run.input());
        }
    }

    /** Appends characters of one origin; who made a long string for it has paid for that. */
    public TextBuilder append(String text, boolean input) {
        if (text.isEmpty()) {
            return this;
        }
        length += text.length();
        budget.checkLength(length);
        if (input != pendingInput || text.length() >= SHARED_FROM) {
            flush();
            pendingInput = input;
        }
        if (text.length() >= SHARED_FROM) {
            budget.copy(PRICE_OF_A_SHARED_RUN);
            runs.add(new Text.Run(text, input));
        } else {
            budget.copy(text.length());
            pending.append(text);
        }
        return this;
    }

    /** Appends one character so many times, all of one origin. */
    public TextBuilder repeat(char character, long count, boolean input) {
        if (count > 0) {
            budget.checkLength(length + count);
            budget.copy(count);
            append(String.valueOf(character).repeat((int) count), input);
        }
        return this;
    }

    private void flush() {
        if (pending.length() > 0) {
            runs.add(new Text.Run(pending.toString(), pendingInput));
            pending.setLength(0);
        }
    }

    public Text build() {
        flush();
        return Text.of(runs, (int) length);
    }
}
