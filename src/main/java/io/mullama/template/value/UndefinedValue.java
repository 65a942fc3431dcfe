package io.mullama.template.value;

import java.util.Collections;
import java.util.Iterator;

/**
 * What a missing name or attribute evaluates to: it prints nothing and iterates empty, and fails with its message when
 * anything else is done with it. Immutable.
 */
public record UndefinedValue(String message) implements Value {

    public static UndefinedValue name(String name) {
        return new UndefinedValue("'" + name + "' is undefined");
    }

    /** The error of using this value. */
    public Failure failure() {
        return Failure.of(message);
    }

    @Override
    public String typeName() {
        return "Undefined";
    }

    @Override
    public boolean isTruthy() {
        return false;
    }

    @Override
    public Iterator<Value> iterate() {
        return Collections.emptyIterator();
    }

    @Override
    public boolean isIterable() {
        return true;
    }

    @Override
    public int length(Budget budget) {
        return 0;
    }
}
