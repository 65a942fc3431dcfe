package io.mullama.template.runtime;

import io.mullama.template.value.DictValue;
import io.mullama.template.value.ListValue;
import io.mullama.template.value.NamespaceValue;
import io.mullama.template.value.NoneValue;
import io.mullama.template.value.Numbers;
import io.mullama.template.value.ObjectValue;
import io.mullama.template.value.PythonRepr;
import io.mullama.template.value.RangeValue;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Text;
import io.mullama.template.value.TupleValue;
import io.mullama.template.value.UndefinedValue;
import io.mullama.template.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code a.b} and {@code a[b]} find. Stateless. */
final class Attributes {
    private Attributes() {}

    /** {@code object.name}: first what the type has by that name, then the key. */
    static Value attribute(Value object, String name, Interpreter interpreter) {
        Value own = ownAttribute(object, name, interpreter);
        if (own != null) {
            return own;
        }
        Value item = object instanceof DictValue dict ? dict.get(name) : null;
        return item == null ? missing(object, name) : item;
    }

    private static @Nullable Value ownAttribute(Value object, String name, Interpreter interpreter) {
        if (object instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        if (object instanceof NamespaceValue namespace) {
            return namespace.get(name);
        }
        return object instanceof ObjectValue own ? own.attribute(name) : Methods.find(object, name, interpreter);
    }

    /** What the type of an object has by a name, never a key. */
    static Value withoutKeys(Value object, String name, Interpreter interpreter) {
        Value own = ownAttribute(object, name, interpreter);
        return own == null ? missing(object, name) : own;
    }

    private static Value missing(Value object, String name) {
        return new UndefinedValue("'" + describe(object) + "' has no attribute '" + name + "'");
    }

    private static String describe(Value object) {
        return object == NoneValue.NONE ? "None" : object.typeName() + " object";
    }

    /** {@code object[key]}: first the key, then, if it is a string, what the type has by that name. */
    static Value item(Value object, Value key, Interpreter interpreter) {
        Value found = find(object, key, interpreter);
        if (found != null) {
            return found;
        }
        if (key instanceof StringValue name) {
            String string = interpreter.string(name.text());
            Value own = ownAttribute(object, string, interpreter);
            return own == null ? missing(object, string) : own;
        }
        String shown = interpreter.string(PythonRepr.repr(key, interpreter.budget()));
        return new UndefinedValue(describe(object) + " has no element " + shown);
    }

    private static @Nullable Value find(Value object, Value key, Interpreter interpreter) {
        if (object instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        if (object instanceof DictValue dict) {
            boolean unhashable = key instanceof ListValue || key instanceof DictValue;
            return unhashable ? null : dict.get(key, interpreter.budget());
        }
        if (!Numbers.isInteger(key)) {
            return null;
        }
        if (object instanceof ListValue list) {
            return at(list.items(), key);
        }
        if (object instanceof TupleValue tuple) {
            return at(tuple.items(), key);
        }
        if (object instanceof RangeValue range) {
            long index = wrap(Numbers.toIndex(key), range.size());
            return index < 0 ? null : range.at(index);
        }
        return object instanceof StringValue string ? characterAt(string, key, interpreter) : null;
    }

    private static @Nullable Value at(List<Value> items, Value key) {
        long index = wrap(Numbers.toIndex(key), items.size());
        return index < 0 ? null : items.get((int) index);
    }

    private static long wrap(long index, long size) {
        long wrapped = index < 0 ? index + size : index;
        return wrapped < size ? Math.max(wrapped, -1) : -1;
    }

    private static @Nullable Value characterAt(StringValue string, Value key, Interpreter interpreter) {
        int size = string.length(interpreter.budget());
        long index = wrap(Numbers.toIndex(key), size);
        if (index < 0) {
            return null;
        }
        String all = interpreter.string(string.text());
        int start = all.offsetByCodePoints(0, (int) index);
        Text character = string.text().slice(start, all.offsetByCodePoints(start, 1), interpreter.budget());
        return string.with(character);
    }
}
