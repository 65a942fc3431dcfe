package io.mullama.server.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What is kept for each of a bounded number of names; those beyond the bound share one. Thread-safe. */
final class Labelled<T> {
    /** Stands for all names beyond the bound. */
    static final String OTHER = "other";

    private final int most;
    private final Supplier<T> maker;
    private final Map<String, T> children = new ConcurrentHashMap<>();

    Labelled(int most, Supplier<T> maker) {
        this.most = most;
        this.maker = maker;
    }

    /** What is kept for a name. */
    T of(String name) {
        T known = children.get(name);
        if (known != null) {
            return known;
        }
        synchronized (this) {
            String label = children.size() < most || children.containsKey(name) ? name : OTHER;
            return children.computeIfAbsent(label, missing -> maker.get());
        }
    }

    /** All there is, by its name. */
    Map<String, T> all() {
        return new TreeMap<>(children);
    }
}
