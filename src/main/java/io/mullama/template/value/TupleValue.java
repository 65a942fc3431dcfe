package io.mullama.template.value;

import java.util.Iterator;
import java.util.List;

/** Python's {@code tuple}. Immutable. */
public record TupleValue(List<Value> items) implements Value {
    public TupleValue {
        items = List.copyOf(items);
    }

    public static TupleValue of(Value... items) {
        return new TupleValue(List.of(items));
    }

    @Override
    public String typeName() {
        return "tuple";
    }

    @Override
    public boolean isTruthy() {
        return !items.isEmpty();
    }

    @Override
    public boolean isIterable() {
        return true;
    }

    @Override
    public Iterator<Value> iterate() {
        return items.iterator();
    }

    @Override
    public int length(Budget budget) {
        return items.size();
    }
}
