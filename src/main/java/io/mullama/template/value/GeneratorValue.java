package io.mullama.template.value;

import java.util.Iterator;

/** What {@code map}, {@code select} and their like return: true, without a length, read once. Confined to one render. */
public final class GeneratorValue implements Value {
    private final Iterator<Value> items;

    public GeneratorValue(Iterator<Value> items) {
        this.items = items;
    }

    @Override
    public String typeName() {
        return "generator";
    }

    @Override
    public boolean isTruthy() {
        return true;
    }

    @Override
    public boolean isIterable() {
        return true;
    }

    /** The items that nobody has read yet. */
    @Override
    public Iterator<Value> iterate() {
        return items;
    }
}
