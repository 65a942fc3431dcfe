package io.mullama.template.value;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jinja's {@code namespace}, whose attributes can be set from inside a loop. Confined to one render. */
public final class NamespaceValue implements Value {
    private final Map<String, Value> attributes = new HashMap<>();

    public @Nullable Value get(String name) {
        return attributes.get(name);
    }

    public void set(String name, Value value) {
        attributes.put(name, value);
    }

    @Override
    public String typeName() {
        return "Namespace";
    }

    @Override
    public boolean isTruthy() {
        return true;
    }
}
