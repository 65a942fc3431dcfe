package io.mullama.template.runtime;

import io.mullama.template.value.UndefinedValue;
import io.mullama.template.value.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables that a body sees: its own, then those around it. Confined to one render.
 *
 * <p>Names are looked up when they are read, so that a macro sees what its surroundings have become.
 */
final class Scope {
    private final @Nullable Scope parent;
    private final @Nullable Functions functions;
    private @Nullable Map<String, Value> variables;

    private Scope(@Nullable Scope parent, @Nullable Functions functions, @Nullable Map<String, Value> variables) {
        this.parent = parent;
        this.functions = functions;
        this.variables = variables;
    }

    /** The outermost scope, which has the language's functions. */
    Scope(Functions functions) {
        this(null, functions, null);
    }

    /** A scope with variables of its own, around which lies another. */
    Scope(Scope parent, Map<String, Value> variables) {
        this(parent, null, new HashMap<>(variables));
    }

    /** An empty scope inside this one. */
    Scope inner() {
        return new Scope(this, null, null);
    }

    Value get(String name) {
        Value value = find(name);
        return value == null ? UndefinedValue.name(name) : value;
    }

    private @Nullable Value find(String name) {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            Value value = scope.variables == null ? null : scope.variables.get(name);
            if (value == null && scope.functions != null) {
                value = scope.functions.find(name);
            }
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    void set(String name, Value value) {
        if (variables == null) {
            variables = new HashMap<>();
        }
        variables.put(name, value);
    }
}
