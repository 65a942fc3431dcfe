package io.mullama.template.value;

import java.util.Iterator;

/** A value of the template language, which is Python's as far as templates see it. Confined to one render. */
public sealed interface Value
        permits NoneValue,
                UndefinedValue,
                BooleanValue,
                IntegerValue,
                FloatValue,
                StringValue,
                ListValue,
                TupleValue,
                DictValue,
                ViewValue,
                GeneratorValue,
                RangeValue,
                NamespaceValue,
                ObjectValue {

    /** The name of the type in Python's words, as error messages have it. */
    String typeName();

    boolean isTruthy();

    /** The items in order; fails where the type has none. */
    default Iterator<Value> iterate() {
        throw Failure.of("'" + typeName() + "' object is not iterable");
    }

    /** True where {@link #iterate()} does not fail. */
    default boolean isIterable() {
        return false;
    }

    /** The number of items; fails where the type has none. */
    default int length(Budget budget) {
        throw Failure.of("object of type '" + typeName() + "' has no len()");
    }
}
