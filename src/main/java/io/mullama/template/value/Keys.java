package io.mullama.template.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a value is looked up by in a dict: equal in Java where the values are equal in Python. Stateless. */
public final class Keys {
    private Keys() {}

    /** The key of a value; fails for lists and dicts, which have none. */
    public static Object of(Value value, Budget budget) {
        if (value instanceof StringValue string) {
            return string.text().string(budget);
        }
        if (value instanceof TupleValue tuple) {
            return ofTuple(tuple, budget);
        }
        if (value instanceof FloatValue number) {
            return ofFloat(number.value());
        }
        if (value instanceof ListValue || value instanceof DictValue) {
            throw Failure.of("unhashable type: '" + value.typeName() + "'");
        }
        if (value instanceof UndefinedValue) {
            return UndefinedValue.class;
        }
        return Numbers.isInteger(value) ? Numbers.integer(value) : value;
    }

    private static Object ofFloat(double number) {
        boolean whole = !Double.isInfinite(number) && number == Math.rint(number);
        return whole ? new BigDecimal(number).toBigInteger() : Double.valueOf(number);
    }

    private static Object ofTuple(TupleValue tuple, Budget budget) {
        budget.enter();
        budget.elements(tuple.items().size());
        List<Object> keys = new ArrayList<>(tuple.items().size());
        for (Value item : tuple.items()) {
            keys.add(of(item, budget));
        }
        budget.leave();
        return keys;
    }
}
