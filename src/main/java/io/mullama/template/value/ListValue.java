package io.mullama.template.value;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Python's {@code list}. Confined to one render.
 *
 * <p>A list that the template made may be changed by it, one that was handed in may not.
 */
public final class ListValue implements Value {
    private final List<Value> items;
    private final boolean frozen;

    private ListValue(List<Value> items, boolean frozen) {
        this.items = items;
        this.frozen = frozen;
    }

    /** A list that belongs to the template. */
    public static ListValue of(List<Value> items) {
        return new ListValue(new ArrayList<>(items), false);
    }

    /** A list that was handed in. */
    public static ListValue frozen(List<Value> items) {
        return new ListValue(items, true);
    }

    public List<Value> items() {
        return items;
    }

    /** True where the template may not change it. */
    public boolean isFrozen() {
        return frozen;
    }

    @Override
    public String typeName() {
        return "list";
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
        // By index, so that a loop over a list that grows meanwhile ends as Python's does.
        return new IndexedIterator(items);
    }

    @Override
    public int length(Budget budget) {
        return items.size();
    }
}
