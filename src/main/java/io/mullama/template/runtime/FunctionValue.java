package io.mullama.template.runtime;

import io.mullama.template.value.Arguments;
import io.mullama.template.value.ObjectValue;
import io.mullama.template.value.Value;

/** A function of the language, or a method with the value it belongs to. Confined to one render. */
record FunctionValue(String name, Body body) implements ObjectValue {
    /** What a function does. */
    @FunctionalInterface
    interface Body {
        Value call(Arguments arguments);
    }

    @Override
    public String typeName() {
        return "builtin_function_or_method";
    }

    @Override
    public Value call(Arguments arguments) {
        return body.call(arguments);
    }
}
