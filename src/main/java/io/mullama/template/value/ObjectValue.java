package io.mullama.template.value;

import org.jspecify.annotations.Nullable;

/** A function, macro, loop or other thing of the engine's own that has attributes or can be called. Of one render. */
public non-sealed interface ObjectValue extends Value {
    @Override
    default boolean isTruthy() {
        return true;
    }

    default @Nullable Value attribute(String name) {
        return null;
    }

    default boolean isCallable() {
        return true;
    }

    /** Calls it; fails where it is not made for that. */
    default Value call(Arguments arguments) {
        throw Failure.of("'" + typeName() + "' object is not callable");
    }
}
