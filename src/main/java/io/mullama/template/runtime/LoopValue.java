package io.mullama.template.runtime;

import io.mullama.template.value.Arguments;
import io.mullama.template.value.BooleanValue;
import io.mullama.template.value.Budget;
import io.mullama.template.value.Comparison;
import io.mullama.template.value.Failure;
import io.mullama.template.value.IntegerValue;
import io.mullama.template.value.ObjectValue;
import io.mullama.template.value.TupleValue;
import io.mullama.template.value.UndefinedValue;
import io.mullama.template.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a loop's body sees as {@code loop}. Confined to one render. */
final class LoopValue implements ObjectValue {
    private final ForLoop loop;
    private final List<Value> items;
    private final int depth;
    private final Budget budget;
    private int index;
    private @Nullable Value lastChanged;

    /**
     * @param depth how many recursive loops lie around this one
     */
    LoopValue(ForLoop loop, List<Value> items, int depth, Budget budget) {
        this.loop = loop;
        this.items = items;
        this.depth = depth;
        this.budget = budget;
    }

    void advance() {
        index++;
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }

    @Override
    public boolean isCallable() {
        return loop.isRecursive();
    }

    @Override
    public Value call(Arguments arguments) {
        if (!loop.isRecursive()) {
            throw Failure.of("The loop must have the 'recursive' marker to be called recursively.");
        }
        return loop.recurse(arguments.bind("loop", "iterable").require(0), depth + 1);
    }

    @Override
    public @Nullable Value attribute(String name) {
        return switch (name) {
            case "index" -> IntegerValue.of(index + 1);
            case "index0" -> IntegerValue.of(index);
            case "revindex" -> IntegerValue.of(items.size() - index);
            case "revindex0" -> IntegerValue.of(items.size() - index - 1);
            case "length" -> IntegerValue.of(items.size());
            case "first" -> BooleanValue.of(index == 0);
            case "last" -> BooleanValue.of(index == items.size() - 1);
            case "depth" -> IntegerValue.of(depth + 1);
            case "depth0" -> IntegerValue.of(depth);
            case "previtem" -> item(index - 1, "there is no previous item");
            case "nextitem" -> item(index + 1, "there is no next item");
            case "cycle" -> new FunctionValue("cycle", this::cycle);
            case "changed" -> new FunctionValue("changed", this::changed);
            default -> null;
        };
    }

    private Value item(int at, String otherwise) {
        return at >= 0 && at < items.size() ? items.get(at) : new UndefinedValue(otherwise);
    }

    private Value cycle(Arguments arguments) {
        List<Value> choices = arguments.positional();
        if (choices.isEmpty()) {
            throw Failure.of("no items for cycling given");
        }
        return choices.get(index % choices.size());
    }

    private Value changed(Arguments arguments) {
        Value now = new TupleValue(arguments.positional());
        boolean changed = lastChanged == null || !Comparison.equal(lastChanged, now, budget);
        lastChanged = now;
        return BooleanValue.of(changed);
    }
}
