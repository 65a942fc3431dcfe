package io.mullama.template.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code dict}, in the order of insertion. Confined to one render.
 *
 * <p>A dict that the template made may be changed by it, one that was handed in may not.
 */
public final class DictValue implements Value {
    /** A key as it was written, and its value. */
    public record Entry(Value key, Value value) {}

    private final Map<Object, Entry> entries = new LinkedHashMap<>();
    private final boolean frozen;

    private DictValue(boolean frozen) {
        this.frozen = frozen;
    }

    /** An empty dict that belongs to the template. */
    public static DictValue empty() {
        return new DictValue(false);
    }

    /** A dict that was handed in; it is filled before anybody sees it. */
    public static DictValue frozen() {
        return new DictValue(true);
    }

    /** True where the template may not change it. */
    public boolean isFrozen() {
        return frozen;
    }

    public Collection<Entry> entries() {
        return entries.values();
    }

    public @Nullable Value get(Value key, Budget budget) {
        Entry entry = entries.get(Keys.of(key, budget));
        return entry == null ? null : entry.value();
    }

    public @Nullable Value get(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    /** Sets a value; a key that is there already keeps its place and its spelling, as in Python. */
    public void put(Value key, Value value, Budget budget) {
        Object hashed = Keys.of(key, budget);
        Entry old = entries.get(hashed);
        entries.put(hashed, new Entry(old == null ? key : old.key(), value));
    }

    public @Nullable Value remove(Value key, Budget budget) {
        Entry entry = entries.remove(Keys.of(key, budget));
        return entry == null ? null : entry.value();
    }

    public void clear() {
        entries.clear();
    }

    /** Sets all that another dict holds. */
    public void putAll(DictValue other, Budget budget) {
        budget.elements(other.entries.size());
        for (Entry entry : new ArrayList<>(other.entries.values())) {
            put(entry.key(), entry.value(), budget);
        }
    }

    public List<Value> keys() {
        List<Value> keys = new ArrayList<>(entries.size());
        for (Entry entry : entries.values()) {
            keys.add(entry.key());
        }
        return keys;
    }

    public List<Value> values() {
        List<Value> values = new ArrayList<>(entries.size());
        for (Entry entry : entries.values()) {
            values.add(entry.value());
        }
        return values;
    }

    /** The pairs of key and value as tuples. */
    public List<Value> items() {
        List<Value> items = new ArrayList<>(entries.size());
        for (Entry entry : entries.values()) {
            items.add(TupleValue.of(entry.key(), entry.value()));
        }
        return items;
    }

    @Override
    public String typeName() {
        return "dict";
    }

    @Override
    public boolean isTruthy() {
        return !entries.isEmpty();
    }

    @Override
    public boolean isIterable() {
        return true;
    }

    @Override
    public Iterator<Value> iterate() {
        Iterator<Entry> all = entries.values().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public Value next() {
                return all.next().key();
            }
        };
    }

    @Override
    public int length(Budget budget) {
        return entries.size();
    }
}
