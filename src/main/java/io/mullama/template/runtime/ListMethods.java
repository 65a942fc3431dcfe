package io.mullama.template.runtime;

import io.mullama.template.value.Arguments;
import io.mullama.template.value.BoundArguments;
import io.mullama.template.value.Comparison;
import io.mullama.template.value.Failure;
import io.mullama.template.value.IntegerValue;
import io.mullama.template.value.ListValue;
import io.mullama.template.value.NoneValue;
import io.mullama.template.value.TupleValue;
import io.mullama.template.value.Value;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The methods of Python's {@code list}, and those of them that {@code tuple} has too. Confined to one render. */
final class ListMethods {
    static final Set<String> READING = Set.of("index", "count", "copy");
    static final Set<String> CHANGING = Set.of("append", "extend", "insert", "pop", "remove", "clear", "reverse");

    private final List<Value> items;
    private final Interpreter interpreter;

    /**
     * @param self a list or a tuple
     */
    ListMethods(Value self, Interpreter interpreter) {
        this.items = self instanceof ListValue list ? list.items() : ((TupleValue) self).items();
        this.interpreter = interpreter;
    }

    Value call(String name, Arguments arguments) {
        return switch (name) {
            case "index" -> IntegerValue.of(index(arguments.bind(name, "value").require(0)));
            case "count" -> count(arguments.bind(name, "value").require(0));
            case "copy" -> copy();
            case "pop" -> pop(arguments.bind(name, "index").integer(0, -1));
            default -> {
                change(name, arguments);
                yield NoneValue.NONE;
            }
        };
    }

    private Value copy() {
        interpreter.budget().elements(items.size());
        return ListValue.of(items);
    }

    private void change(String name, Arguments arguments) {
        switch (name) {
            case "append" -> {
                interpreter.budget().elements(1);
                items.add(arguments.bind(name, "object").require(0));
            }
            case "extend" ->
                items.addAll(interpreter.list(arguments.bind(name, "iterable").require(0)));
            case "insert" -> insert(arguments.bind(name, "index", "object"));
            case "remove" -> items.remove(index(arguments.bind(name, "value").require(0)));
            case "reverse" -> {
                interpreter.budget().elements(items.size());
                Collections.reverse(items);
            }
            default -> items.clear();
        }
    }

    private void insert(BoundArguments arguments) {
        interpreter.budget().elements(1);
        interpreter.budget().scan(items.size());
        int index = arguments.integer(0, 0);
        int from = index < 0 ? Math.max(index + items.size(), 0) : Math.min(index, items.size());
        items.add(from, arguments.require(1));
    }

    private int index(Value wanted) {
        for (int i = 0; i < items.size(); i++) {
            if (Comparison.equal(items.get(i), wanted, interpreter.budget())) {
                return i;
            }
        }
        throw Failure.of("value is not in list");
    }

    private Value count(Value wanted) {
        int count = 0;
        for (Value item : items) {
            count += Comparison.equal(item, wanted, interpreter.budget()) ? 1 : 0;
        }
        return IntegerValue.of(count);
    }

    private Value pop(int index) {
        int from = index < 0 ? index + items.size() : index;
        if (from < 0 || from >= items.size()) {
            throw Failure.of(items.isEmpty() ? "pop from empty list" : "pop index out of range");
        }
        // What lies behind moves up.
        interpreter.budget().scan(items.size() - from);
        return items.remove(from);
    }
}
