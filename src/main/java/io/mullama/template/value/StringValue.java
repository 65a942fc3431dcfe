package io.mullama.template.value;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Python's {@code str}. Immutable.
 *
 * @param markup whether the string is marked as safe HTML, which {@code +} and {@code escape} ask about;
 *     formatting and joining, which Python's Markup escapes too, do not
 */
public record StringValue(Text text, boolean markup) implements Value {
    public static final StringValue EMPTY = new StringValue(Text.EMPTY);

    public StringValue(Text text) {
        this(text, false);
    }

    /** A string that the template wrote. */
    public static StringValue template(String text) {
        return new StringValue(Text.template(text));
    }

    /** The same kind of string with another text. */
    public StringValue with(Text other) {
        return new StringValue(other, markup);
    }

    @Override
    public String typeName() {
        return markup ? "Markup" : "str";
    }

    @Override
    public boolean isTruthy() {
        return !text.isEmpty();
    }

    @Override
    public boolean isIterable() {
        return true;
    }

    @Override
    public Iterator<Value> iterate() {
        return new CodePoints(text.runs());
    }

    @Override
    public int length(Budget budget) {
        String all = text.string(budget);
        return all.codePointCount(0, all.length());
    }

    /** The characters one by one, each with its origin. */
    private static final class CodePoints implements Iterator<Value> {
        private final List<Text.Run> runs;
        private int run;
        private int index;

        CodePoints(List<Text.Run> runs) {
            this.runs = runs;
        }

        @Override
        public boolean hasNext() {
            while (run < runs.size() && index >= runs.get(run).text().length()) {
                run++;
                index = 0;
            }
            return run < runs.size();
        }

        @Override
        public Value next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Text.Run current = runs.get(run);
            int start = index;
            index = current.text().offsetByCodePoints(start, 1);
            return new StringValue(Text.of(current.text().substring(start, index), current.input()));
        }
    }
}
