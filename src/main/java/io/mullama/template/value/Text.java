package io.mullama.template.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A string that remembers which of its characters came from the template and which from its input. Immutable; one of
 * several runs belongs to the thread that renders.
 *
 * <p>A special token counts as one only where the template itself wrote it. The idea, and the rule that a text follows
 * its pieces through every operation, are llama.cpp's ({@code common/jinja/string.h}).
 */
public final class Text {
    /** The empty text. */
    public static final Text EMPTY = template("");

    /** Characters of one origin. */
    public record Run(String text, boolean input) {}

    private final List<Run> runs;
    private final int length;
    private @Nullable String flat;

    private Text(List<Run> runs, int length) {
        this.runs = runs;
        this.length = length;
        this.flat = runs.size() == 1 ? runs.get(0).text() : null;
    }

    /** A text that the template wrote. */
    public static Text template(String text) {
        return of(text, false);
    }

    /** A text that came from outside. */
    public static Text input(String text) {
        return of(text, true);
    }

    /** A text of one origin. */
    public static Text of(String text, boolean input) {
        return new Text(List.of(new Run(text, input)), text.length());
    }

    static Text of(List<Run> runs, int length) {
        return runs.isEmpty() ? EMPTY : new Text(List.copyOf(runs), length);
    }

    /** The runs in order; at least one, and only the empty text has an empty one. */
    public List<Run> runs() {
        return runs;
    }

    /** The length in UTF-16 units. */
    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The characters without their origin; paid for as a look at all of them. */
    public String string(Budget budget) {
        budget.scan(length);
        String known = flat;
        if (known == null) {
            budget.copy(length);
            StringBuilder all = new StringBuilder(length);
            for (Run run : runs) {
                all.append(run.text());
            }
            known = all.toString();
            flat = known;
        }
        return known;
    }

    /** True where at least one character came from outside. */
    public boolean hasInput() {
        for (Run run : runs) {
            if (run.input()) {
                return true;
            }
        }
        return false;
    }

    /** The part from one UTF-16 index to another, each character with its origin. */
    public Text slice(int from, int to, Budget budget) {
        if (from == 0 && to == length) {
            return this;
        }
        return new TextBuilder(budget).append(this, from, to).build();
    }

    /** This text followed by another. */
    public Text concat(Text other, Budget budget) {
        return new TextBuilder(budget).append(this).append(other).build();
    }
}
