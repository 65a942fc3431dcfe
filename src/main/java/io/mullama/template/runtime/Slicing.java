package io.mullama.template.runtime;

import io.mullama.template.value.Budget;
import io.mullama.template.value.Failure;
import io.mullama.template.value.ListValue;
import io.mullama.template.value.NoneValue;
import io.mullama.template.value.Numbers;
import io.mullama.template.value.RangeValue;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Text;
import io.mullama.template.value.TextBuilder;
import io.mullama.template.value.TupleValue;
import io.mullama.template.value.UndefinedValue;
import io.mullama.template.value.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which items {@code a[start:stop:step]} takes. Immutable.
 *
 * @param first the first index
 * @param count how many there are
 */
record Slicing(long first, long count, long step) {
    static Value slice(Value object, @Nullable Value start, @Nullable Value stop, @Nullable Value step, Budget budget) {
        if (object instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        if (object instanceof StringValue string) {
            return string.with(of(string.length(budget), start, stop, step).take(string, budget));
        }
        if (object instanceof ListValue list) {
            return ListValue.of(of(list.items().size(), start, stop, step).take(list.items(), budget));
        }
        if (object instanceof TupleValue tuple) {
            return new TupleValue(of(tuple.items().size(), start, stop, step).take(tuple.items(), budget));
        }
        if (object instanceof RangeValue range) {
            Slicing slicing = of(range.size(), start, stop, step);
            long from = range.start() + slicing.first * range.step();
            long stride = range.step() * slicing.step;
            return new RangeValue(from, from + stride * slicing.count, stride);
        }
        throw Failure.of("'" + object.typeName() + "' object is not subscriptable");
    }

    private static Slicing of(long size, @Nullable Value start, @Nullable Value stop, @Nullable Value step) {
        long stride = bound(step, 1);
        if (stride == 0) {
            throw Failure.of("slice step cannot be zero");
        }
        long lowest = stride > 0 ? 0 : -1;
        long highest = stride > 0 ? size : size - 1;
        long from = clamp(bound(start, stride > 0 ? 0 : Integer.MAX_VALUE), size, lowest, highest);
        boolean openEnd = stop == null || stop == NoneValue.NONE;
        long to = openEnd ? (stride > 0 ? size : -1) : clamp(bound(stop, 0), size, lowest, highest);
        long span = stride > 0 ? to - from : from - to;
        long pace = Math.abs(stride);
        return new Slicing(from, span <= 0 ? 0 : (span + pace - 1) / pace, stride);
    }

    private static long bound(@Nullable Value value, long fallback) {
        return value == null || value == NoneValue.NONE ? fallback : Numbers.toIndex(value);
    }

    private static long clamp(long index, long size, long lowest, long highest) {
        return Math.min(Math.max(index < 0 ? index + size : index, lowest), highest);
    }

    private List<Value> take(List<Value> items, Budget budget) {
        budget.elements(count);
        List<Value> taken = new ArrayList<>((int) count);
        for (long i = 0; i < count; i++) {
            taken.add(items.get((int) (first + i * step)));
        }
        return taken;
    }

    private Text take(StringValue string, Budget budget) {
        if (count == 0) {
            return Text.EMPTY;
        }
        if (step == 1) {
            String all = string.text().string(budget);
            int from = all.offsetByCodePoints(0, (int) first);
            return string.text().slice(from, all.offsetByCodePoints(from, (int) count), budget);
        }
        TextBuilder taken = new TextBuilder(budget);
        for (Value character : take(characters(string, budget), budget)) {
            taken.append(((StringValue) character).text());
        }
        return taken.build();
    }

    private static List<Value> characters(StringValue string, Budget budget) {
        List<Value> characters = new ArrayList<>();
        Iterator<Value> all = string.iterate();
        while (all.hasNext()) {
            budget.elements(1);
            characters.add(all.next());
        }
        return characters;
    }
}
