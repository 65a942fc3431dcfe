package io.mullama.template.value;

import java.util.Iterator;
import java.util.List;

/**
 * What {@code keys()}, {@code values()} and {@code items()} of a dict return: iterable, but without an index.
 * Immutable.
 *
 * @param typeName {@code dict_keys}, {@code dict_values} or {@code dict_items}
 */
public record ViewValue(String typeName, List<Value> items) implements Value {
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
