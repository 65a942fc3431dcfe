package io.mullama.template.value;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Python's {@code range}: integers that take no space until somebody asks for them. Immutable.
 *
 * @param step never 0
 */
public record RangeValue(long start, long stop, long step) implements Value {
    @Override
    public String typeName() {
        return "range";
    }

    @Override
    public boolean isTruthy() {
        return size() > 0;
    }

    /** How many integers there are; the ends lie within the range of int, so that nothing overflows. */
    public long size() {
        long span = step > 0 ? stop - start : start - stop;
        long stride = Math.abs(step);
        return span <= 0 ? 0 : (span + stride - 1) / stride;
    }

    /** The integer at an index from 0 to the size. */
    public Value at(long index) {
        return IntegerValue.of(start + index * step);
    }

    @Override
    public boolean isIterable() {
        return true;
    }

    @Override
    public Iterator<Value> iterate() {
        return new Iterator<>() {
            private long index;

            @Override
            public boolean hasNext() {
                return index < size();
            }

            @Override
            public Value next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return at(index++);
            }
        };
    }

    @Override
    public int length(Budget budget) {
        return (int) Math.min(size(), Integer.MAX_VALUE);
    }
}
