package io.mullama.template.runtime;

import io.mullama.template.value.DictValue;
import io.mullama.template.value.ListValue;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.TupleValue;
import io.mullama.template.value.UndefinedValue;
import io.mullama.template.value.Value;
import org.jspecify.annotations.Nullable;

/** Finds the methods of Python's types. Stateless. */
final class Methods {
    private Methods() {}

    /** The method of a value by its name, bound to it. */
    static @Nullable Value find(Value self, String name, Interpreter interpreter) {
        if (self instanceof StringValue string && StringMethods.NAMES.contains(name)) {
            return new FunctionValue(name, arguments -> new StringMethods(string, interpreter).call(name, arguments));
        }
        if (self instanceof DictValue dict) {
            return dictMethod(dict, name, interpreter);
        }
        if (self instanceof ListValue list) {
            return listMethod(list, name, interpreter);
        }
        if (self instanceof TupleValue && ListMethods.READING.contains(name)) {
            return new FunctionValue(name, arguments -> new ListMethods(self, interpreter).call(name, arguments));
        }
        return null;
    }

    private static @Nullable Value dictMethod(DictValue dict, String name, Interpreter interpreter) {
        if (DictMethods.CHANGING.contains(name) && dict.isFrozen()) {
            return unsafe(dict, name);
        }
        if (!DictMethods.CHANGING.contains(name) && !DictMethods.READING.contains(name)) {
            return null;
        }
        return new FunctionValue(name, arguments -> new DictMethods(dict, interpreter).call(name, arguments));
    }

    private static @Nullable Value listMethod(ListValue list, String name, Interpreter interpreter) {
        if (ListMethods.CHANGING.contains(name) && list.isFrozen()) {
            return unsafe(list, name);
        }
        if (!ListMethods.CHANGING.contains(name) && !ListMethods.READING.contains(name)) {
            return null;
        }
        return new FunctionValue(name, arguments -> new ListMethods(list, interpreter).call(name, arguments));
    }

    private static Value unsafe(Value self, String name) {
        return new UndefinedValue("access to attribute '" + name + "' of '" + self.typeName() + "' object is unsafe.");
    }
}
