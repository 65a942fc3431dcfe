package io.mullama.template.runtime;

import io.mullama.template.value.Arguments;
import io.mullama.template.value.BoundArguments;
import io.mullama.template.value.Comparison;
import io.mullama.template.value.DictValue;
import io.mullama.template.value.Failure;
import io.mullama.template.value.Keys;
import io.mullama.template.value.ListValue;
import io.mullama.template.value.NoneValue;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.TupleValue;
import io.mullama.template.value.UndefinedValue;
import io.mullama.template.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters that compare items with one another. Confined to one render. */
final class OrderFilters {
    private final Interpreter interpreter;

    OrderFilters(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** An item and what it is compared by. */
    private record Keyed(Value key, Value item) {}

    /** The filtered value, or null where there is no such filter here. */
    @Nullable
    Value apply(String name, Value subject, Arguments arguments) {
        return switch (name) {
            case "sort" -> sort(subject, arguments.bind(name, "reverse", "case_sensitive", "attribute"));
            case "dictsort" -> sortDict(subject, arguments.bind(name, "case_sensitive", "by", "reverse"));
            case "min" -> extreme(subject, arguments.bind(name, "case_sensitive", "attribute"), -1);
            case "max" -> extreme(subject, arguments.bind(name, "case_sensitive", "attribute"), 1);
            case "unique" -> unique(subject, arguments.bind(name, "case_sensitive", "attribute"));
            default -> null;
        };
    }

    private Value key(Value value, boolean caseSensitive) {
        return value instanceof StringValue string && !caseSensitive
                ? new StringValue(TextCase.apply(TextCase.Style.LOWER, string.text(), interpreter.budget()))
                : value;
    }

    private Value sort(Value subject, BoundArguments arguments) {
        boolean caseSensitive = arguments.flag(1, false);
        List<AttributePath> paths = AttributePath.several(arguments.get(2, NoneValue.NONE), interpreter);
        List<Keyed> keyed = new ArrayList<>();
        for (Value item : interpreter.list(subject)) {
            List<Value> keys = new ArrayList<>();
            for (AttributePath path : paths) {
                keys.add(key(path.get(item), caseSensitive));
            }
            keyed.add(new Keyed(keys.size() == 1 ? keys.get(0) : new TupleValue(keys), item));
        }
        return sorted(keyed, arguments.flag(0, false));
    }

    private Value sorted(List<Keyed> keyed, boolean reverse) {
        keyed.sort((a, b) -> {
            int order = Comparison.order("<", a.key(), b.key(), interpreter.budget());
            return reverse ? -order : order;
        });
        List<Value> items = new ArrayList<>(keyed.size());
        for (Keyed one : keyed) {
            items.add(one.item());
        }
        return ListValue.of(items);
    }

    private Value sortDict(Value subject, BoundArguments arguments) {
        if (!(subject instanceof DictValue dict)) {
            throw Failure.of("'" + subject.typeName() + "' object has no attribute 'items'");
        }
        boolean caseSensitive = arguments.flag(0, false);
        boolean byValue = isByValue(arguments);
        List<Keyed> keyed = new ArrayList<>();
        for (DictValue.Entry entry : dict.entries()) {
            interpreter.budget().elements(1);
            Value key = key(byValue ? entry.value() : entry.key(), caseSensitive);
            keyed.add(new Keyed(key, TupleValue.of(entry.key(), entry.value())));
        }
        return sorted(keyed, arguments.flag(2, false));
    }

    private boolean isByValue(BoundArguments arguments) {
        String by = interpreter.string(interpreter.str(arguments.get(1, StringValue.template("key"))));
        return switch (by) {
            case "key" -> false;
            case "value" -> true;
            default -> throw Failure.of("You can only sort by either \"key\" or \"value\"");
        };
    }

    private Value extreme(Value subject, BoundArguments arguments, int sign) {
        AttributePath path = AttributePath.of(arguments.get(1, NoneValue.NONE), interpreter);
        Value best = null;
        Value bestKey = NoneValue.NONE;
        for (Value item : interpreter.list(subject)) {
            Value key = key(path.get(item), arguments.flag(0, false));
            String operator = sign < 0 ? "<" : ">";
            if (best == null || Comparison.holds(operator, key, bestKey, interpreter.budget())) {
                best = item;
                bestKey = key;
            }
        }
        return best == null ? new UndefinedValue("No aggregated item, sequence was empty.") : best;
    }

    private Value unique(Value subject, BoundArguments arguments) {
        AttributePath path = AttributePath.of(arguments.get(1, NoneValue.NONE), interpreter);
        Set<Object> seen = new HashSet<>();
        List<Value> unique = new ArrayList<>();
        for (Value item : interpreter.list(subject)) {
            Value key = key(path.get(item), arguments.flag(0, false));
            if (seen.add(Keys.of(key, interpreter.budget()))) {
                unique.add(item);
            }
        }
        return ItemFilters.generator(unique);
    }
}
