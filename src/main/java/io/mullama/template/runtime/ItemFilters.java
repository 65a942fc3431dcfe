package io.mullama.template.runtime;

import io.mullama.template.value.Arguments;
import io.mullama.template.value.BooleanValue;
import io.mullama.template.value.BoundArguments;
import io.mullama.template.value.DictValue;
import io.mullama.template.value.Failure;
import io.mullama.template.value.GeneratorValue;
import io.mullama.template.value.IntegerValue;
import io.mullama.template.value.ListValue;
import io.mullama.template.value.NoneValue;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.TextBuilder;
import io.mullama.template.value.UndefinedValue;
import io.mullama.template.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filters that count, take and regroup items. Confined to one render. */
final class ItemFilters {
    private final Interpreter interpreter;

    ItemFilters(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** The filtered value, or null where there is no such filter here. */
    @Nullable
    Value apply(String name, Value subject, Arguments arguments) {
        return switch (name) {
            case "length", "count" -> IntegerValue.of(subject.length(interpreter.budget()));
            case "list" -> ListValue.of(interpreter.list(subject));
            case "first" -> first(subject);
            case "last" -> last(subject);
            case "reverse" -> reverse(subject);
            case "items" -> items(subject);
            case "default", "d" -> orDefault(subject, arguments.bind(name, "default_value", "boolean"));
            case "batch" -> batch(subject, arguments.bind(name, "linecount", "fill_with"));
            case "slice" -> slice(subject, arguments.bind(name, "slices", "fill_with"));
            case "sum" -> sum(subject, arguments.bind(name, "attribute", "start"));
            case "attr" ->
                Attributes.withoutKeys(
                        subject, interpreter.string(arguments.bind(name, "name").text(0)), interpreter);
            default -> null;
        };
    }

    static Value generator(List<Value> items) {
        return new GeneratorValue(items.iterator());
    }

    private static Value first(Value subject) {
        Iterator<Value> items = subject.iterate();
        return items.hasNext() ? items.next() : new UndefinedValue("No first item, sequence was empty.");
    }

    private Value last(Value subject) {
        if (subject instanceof GeneratorValue) {
            throw Failure.of("'generator' object is not reversible");
        }
        List<Value> items = interpreter.list(subject);
        return items.isEmpty() ? new UndefinedValue("No last item, sequence was empty.") : items.get(items.size() - 1);
    }

    private Value reverse(Value subject) {
        List<Value> items = interpreter.list(subject);
        Collections.reverse(items);
        if (!(subject instanceof StringValue string)) {
            return generator(items);
        }
        TextBuilder out = new TextBuilder(interpreter.budget());
        for (Value character : items) {
            out.append(interpreter.str(character));
        }
        return string.with(out.build());
    }

    private Value items(Value subject) {
        if (subject instanceof UndefinedValue) {
            return generator(List.of());
        }
        if (!(subject instanceof DictValue dict)) {
            throw Failure.of("Can only get item pairs from a mapping.");
        }
        interpreter.budget().elements(dict.entries().size());
        return generator(dict.items());
    }

    private static Value orDefault(Value subject, BoundArguments arguments) {
        boolean missing = arguments.get(1, BooleanValue.FALSE).isTruthy()
                ? !subject.isTruthy()
                : subject instanceof UndefinedValue;
        return missing ? arguments.get(0, StringValue.EMPTY) : subject;
    }

    private Value batch(Value subject, BoundArguments arguments) {
        int size = arguments.integer(0, 0);
        Value filler = arguments.get(1, NoneValue.NONE);
        List<Value> batches = new ArrayList<>();
        List<Value> batch = new ArrayList<>();
        for (Value item : interpreter.list(subject)) {
            if (batch.size() == size) {
                batches.add(ListValue.of(batch));
                batch = new ArrayList<>();
            }
            batch.add(item);
        }
        if (!batch.isEmpty()) {
            batches.add(ListValue.of(filler == NoneValue.NONE ? batch : filled(batch, size, filler)));
        }
        return generator(batches);
    }

    private List<Value> filled(List<Value> batch, int size, Value filler) {
        interpreter.budget().elements(Math.max(size - batch.size(), 0));
        List<Value> filled = new ArrayList<>(batch);
        while (filled.size() < size) {
            filled.add(filler);
        }
        return filled;
    }

    private Value slice(Value subject, BoundArguments arguments) {
        List<Value> items = interpreter.list(subject);
        int count = arguments.integer(0, 0);
        if (count <= 0) {
            throw Failure.of("integer division or modulo by zero");
        }
        interpreter.budget().elements(count);
        int size = items.size() / count;
        int longer = items.size() % count;
        Value filler = arguments.get(1, NoneValue.NONE);
        List<Value> slices = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < count; i++) {
            int to = from + size + (i < longer ? 1 : 0);
            List<Value> slice = items.subList(from, to);
            boolean fills = filler != NoneValue.NONE && i >= longer;
            slices.add(ListValue.of(fills ? filled(slice, size + 1, filler) : slice));
            from = to;
        }
        return generator(slices);
    }

    private Value sum(Value subject, BoundArguments arguments) {
        AttributePath path = AttributePath.of(arguments.get(0, NoneValue.NONE), interpreter);
        Value sum = arguments.get(1, IntegerValue.of(0));
        for (Value item : interpreter.list(subject)) {
            sum = Arithmetic.binary("+", sum, path.get(item), interpreter);
        }
        return sum;
    }
}
