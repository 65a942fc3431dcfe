package io.mullama.template;

import io.mullama.template.value.BooleanValue;
import io.mullama.template.value.Budget;
import io.mullama.template.value.DictValue;
import io.mullama.template.value.FloatValue;
import io.mullama.template.value.IntegerValue;
import io.mullama.template.value.ListValue;
import io.mullama.template.value.NoneValue;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Text;
import io.mullama.template.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns Java values into the template's. Confined to one render. */
final class ContextValues {
    private final Budget budget;

    ContextValues(Budget budget) {
        this.budget = budget;
    }

    /** The variables of a render; fails where a value is of a type that templates do not know. */
    Map<String, Value> variables(Map<String, ? extends @Nullable Object> context) {
        Map<String, Value> variables = new HashMap<>();
        for (Map.Entry<String, ? extends @Nullable Object> entry : context.entrySet()) {
            variables.put(entry.getKey(), value(entry.getValue()));
        }
        return variables;
    }

    private Value value(@Nullable Object value) {
        budget.step();
        if (value == null) {
            return NoneValue.NONE;
        }
        if (value instanceof String string) {
            return new StringValue(Text.input(string));
        }
        if (value instanceof Map<?, ?> map) {
            return dict(map);
        }
        if (value instanceof List<?> list) {
            return list(list);
        }
        if (value instanceof Boolean bool) {
            return BooleanValue.of(bool);
        }
        if (value instanceof TemplateText own) {
            return StringValue.template(own.text());
        }
        if (value instanceof Number number) {
            return number(number);
        }
        throw new IllegalArgumentException(
                "a template cannot read a " + value.getClass().getName());
    }

    private static Value number(Number number) {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            return IntegerValue.of(number.longValue());
        }
        if (number instanceof BigInteger integer) {
            return new IntegerValue(integer);
        }
        if (number instanceof Double || number instanceof Float || number instanceof BigDecimal) {
            return new FloatValue(number.doubleValue());
        }
        throw new IllegalArgumentException(
                "a template cannot read a " + number.getClass().getName());
    }

    private Value list(List<?> list) {
        budget.enter();
        List<Value> items = new ArrayList<>(list.size());
        for (Object item : list) {
            items.add(value(item));
        }
        budget.leave();
        return ListValue.frozen(items);
    }

    private Value dict(Map<?, ?> map) {
        budget.enter();
        DictValue dict = DictValue.frozen();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException("a map in a template's context has strings for keys");
            }
            dict.put(new StringValue(Text.input(key)), value(entry.getValue()), budget);
        }
        budget.leave();
        return dict;
    }
}
