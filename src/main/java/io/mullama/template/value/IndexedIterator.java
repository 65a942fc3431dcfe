package io.mullama.template.value;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Walks a list by index, so that changing the list meanwhile is no error. Confined to one render. */
final class IndexedIterator implements Iterator<Value> {
    private final List<Value> items;
    private int next;

    IndexedIterator(List<Value> items) {
        this.items = items;
    }

    @Override
    public boolean hasNext() {
        return next < items.size();
    }

    @Override
    public Value next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return items.get(next++);
    }
}
