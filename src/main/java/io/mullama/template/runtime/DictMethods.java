package io.mullama.template.runtime;

import io.mullama.template.value.Arguments;
import io.mullama.template.value.BoundArguments;
import io.mullama.template.value.Budget;
import io.mullama.template.value.DictValue;
import io.mullama.template.value.Failure;
import io.mullama.template.value.NoneValue;
import io.mullama.template.value.PythonRepr;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Value;
import io.mullama.template.value.ViewValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods of Python's {@code dict}. Confined to one render. */
final class DictMethods {
    static final Set<String> READING = Set.of("get", "keys", "values", "items", "copy");
    static final Set<String> CHANGING = Set.of("pop", "update", "setdefault", "clear");

    private final DictValue self;
    private final Interpreter interpreter;
    private final Budget budget;

    DictMethods(DictValue self, Interpreter interpreter) {
        this.self = self;
        this.interpreter = interpreter;
        this.budget = interpreter.budget();
    }

    Value call(String name, Arguments arguments) {
        return switch (name) {
            case "get" -> get(arguments.bind(name, "key", "default"));
            case "keys" -> view("dict_keys", self.keys());
            case "values" -> view("dict_values", self.values());
            case "items" -> view("dict_items", self.items());
            case "copy" -> copy();
            case "pop" -> pop(arguments.bind(name, "key", "default"));
            case "setdefault" -> setDefault(arguments.bind(name, "key", "default"));
            case "update" -> update(arguments);
            default -> clear();
        };
    }

    private Value view(String typeName, List<Value> items) {
        budget.elements(items.size());
        return new ViewValue(typeName, items);
    }

    private Value get(BoundArguments arguments) {
        Value value = self.get(arguments.require(0), budget);
        return value == null ? arguments.get(1, NoneValue.NONE) : value;
    }

    private Value copy() {
        DictValue copy = DictValue.empty();
        copy.putAll(self, budget);
        return copy;
    }

    private Value pop(BoundArguments arguments) {
        Value value = self.remove(arguments.require(0), budget);
        if (value != null) {
            return value;
        }
        return arguments
                .get(1)
                .orElseThrow(() -> Failure.of(interpreter.string(PythonRepr.repr(arguments.require(0), budget))));
    }

    private Value setDefault(BoundArguments arguments) {
        Value value = self.get(arguments.require(0), budget);
        if (value != null) {
            return value;
        }
        Value fallback = arguments.get(1, NoneValue.NONE);
        budget.elements(1);
        self.put(arguments.require(0), fallback, budget);
        return fallback;
    }

    private Value update(Arguments arguments) {
        for (Value source : arguments.positional()) {
            update(self, source, interpreter);
        }
        for (Map.Entry<String, Value> entry : arguments.named().entrySet()) {
            budget.elements(1);
            self.put(StringValue.template(entry.getKey()), entry.getValue(), budget);
        }
        return NoneValue.NONE;
    }

    private Value clear() {
        self.clear();
        return NoneValue.NONE;
    }

    /** Sets what another dict, or an iterable of pairs, holds. */
    static void update(DictValue target, Value source, Interpreter interpreter) {
        if (source instanceof DictValue dict) {
            target.putAll(dict, interpreter.budget());
            return;
        }
        for (Value item : interpreter.list(source)) {
            List<Value> pair = interpreter.list(item);
            if (pair.size() != 2) {
                throw Failure.of("dictionary update sequence element has length " + pair.size() + "; 2 is required");
            }
            target.put(pair.get(0), pair.get(1), interpreter.budget());
        }
    }
}
