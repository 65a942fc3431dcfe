package io.mullama.template.runtime;

import io.mullama.template.value.Arguments;
import io.mullama.template.value.BoundArguments;
import io.mullama.template.value.Failure;
import io.mullama.template.value.NoneValue;
import io.mullama.template.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filters {@code map}, {@code select} and their like. Confined to one render. */
final class SelectionFilters {
    private final Interpreter interpreter;

    SelectionFilters(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** The filtered value, or null where there is no such filter here. */
    @Nullable
    Value apply(String name, Value subject, Arguments arguments) {
        return switch (name) {
            case "map" -> map(subject, arguments);
            case "select" -> select(subject, arguments, false, true);
            case "reject" -> select(subject, arguments, false, false);
            case "selectattr" -> select(subject, arguments, true, true);
            case "rejectattr" -> select(subject, arguments, true, false);
            default -> null;
        };
    }

    private Value map(Value subject, Arguments arguments) {
        List<Value> mapped = new ArrayList<>();
        if (!subject.isTruthy()) {
            return ItemFilters.generator(mapped);
        }
        boolean byAttribute = arguments.positional().isEmpty();
        for (Value item : interpreter.list(subject)) {
            interpreter.budget().step();
            mapped.add(byAttribute ? attribute(item, arguments) : filtered(item, arguments));
        }
        return ItemFilters.generator(mapped);
    }

    private Value attribute(Value item, Arguments arguments) {
        BoundArguments bound = arguments.bind("map", "attribute", "default");
        AttributePath path = AttributePath.of(bound.require(0), interpreter);
        Value fallback = bound.get(1, NoneValue.NONE);
        return (fallback == NoneValue.NONE ? path : path.orElse(fallback)).get(item);
    }

    private Value filtered(Value item, Arguments arguments) {
        return Filters.apply(name(arguments), item, arguments.skip(1), interpreter);
    }

    private String name(Arguments arguments) {
        return interpreter.string(interpreter.str(arguments.positional().get(0)));
    }

    private Value select(Value subject, Arguments arguments, boolean byAttribute, boolean wanted) {
        List<Value> selected = new ArrayList<>();
        if (!subject.isTruthy()) {
            return ItemFilters.generator(selected);
        }
        AttributePath path = path(arguments, byAttribute);
        Arguments test = byAttribute ? arguments.skip(1) : arguments;
        for (Value item : interpreter.list(subject)) {
            interpreter.budget().step();
            if (holds(path.get(item), test) == wanted) {
                selected.add(item);
            }
        }
        return ItemFilters.generator(selected);
    }

    private AttributePath path(Arguments arguments, boolean byAttribute) {
        if (!byAttribute) {
            return AttributePath.of(NoneValue.NONE, interpreter);
        }
        if (arguments.positional().isEmpty()) {
            throw Failure.of("Missing parameter for attribute name");
        }
        return AttributePath.of(arguments.positional().get(0), interpreter);
    }

    private boolean holds(Value value, Arguments test) {
        return test.positional().isEmpty()
                ? value.isTruthy()
                : Tests.holds(name(test), value, new Arguments(test.skip(1).positional(), Map.of()), interpreter);
    }
}
