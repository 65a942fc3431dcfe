package io.mullama.template.runtime;

import io.mullama.template.value.Arguments;
import io.mullama.template.value.Failure;
import io.mullama.template.value.Value;

/** Finds filters by name. Stateless. */
final class Filters {
    private Filters() {}

    /** Applies a filter; fails where there is none by that name. */
    static Value apply(String name, Value subject, Arguments arguments, Interpreter interpreter) {
        Value result = new TextFilters(interpreter).apply(name, subject, arguments);
        if (result == null) {
            result = new ItemFilters(interpreter).apply(name, subject, arguments);
        }
        if (result == null) {
            result = new SelectionFilters(interpreter).apply(name, subject, arguments);
        }
        if (result == null) {
            result = new OrderFilters(interpreter).apply(name, subject, arguments);
        }
        if (result == null) {
            result = new ConversionFilters(interpreter).apply(name, subject, arguments);
        }
        if (result == null) {
            throw Failure.of("No filter named '" + name + "'.");
        }
        return result;
    }
}
