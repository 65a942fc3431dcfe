package io.mullama.template.runtime;

import io.mullama.template.value.NoneValue;
import io.mullama.template.value.ObjectValue;
import io.mullama.template.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jinja's {@code cycler}: values that come round again. Confined to one render. */
final class CyclerValue implements ObjectValue {
    private final List<Value> items;
    private int index;

    CyclerValue(List<Value> items) {
        this.items = items;
    }

    @Override
    public String typeName() {
        return "Cycler";
    }

    @Override
    public boolean isCallable() {
        return false;
    }

    @Override
    public @Nullable Value attribute(String name) {
        return switch (name) {
            case "current" -> items.get(index);
            case "next" -> new FunctionValue(name, ignored -> next());
            case "reset" -> new FunctionValue(name, ignored -> reset());
            default -> null;
        };
    }

    private Value next() {
        Value current = items.get(index);
        index = (index + 1) % items.size();
        return current;
    }

    private Value reset() {
        index = 0;
        return NoneValue.NONE;
    }
}
