package io.mullama.template.golang;

import io.mullama.template.TemplateText;
import io.mullama.template.value.Budget;
import io.mullama.template.value.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns Java values into a template's. Confined to one render. */
final class Values {
    private final Budget budget;

    Values(Budget budget) {
        this.budget = budget;
    }

    /** A string that came from outside. */
    static GoValue.Str input(String string) {
        return new GoValue.Str(Text.input(string));
    }

    /** A string that counts as the template's own. */
    static GoValue.Str template(String string) {
        return new GoValue.Str(Text.template(string));
    }

    /** Any value; fails where it is of a type that templates do not know. */
    GoValue value(@Nullable Object value) {
        budget.step();
        if (value == null) {
            return GoValue.Nil.NIL;
        }
        if (value instanceof String string) {
            return input(string);
        }
        if (value instanceof Map<?, ?> map) {
            return mapping(map, GoValue.Layout.GO);
        }
        if (value instanceof List<?> list) {
            return list(list);
        }
        if (value instanceof Boolean bool) {
            return new GoValue.Bool(bool);
        }
        if (value instanceof TemplateText own) {
            return template(own.text());
        }
        if (value instanceof Number number) {
            return number(number);
        }
        throw new IllegalArgumentException(
                "a template cannot read a " + value.getClass().getName());
    }

    private static GoValue number(Number number) {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            return new GoValue.Int(number.longValue());
        }
        if (number instanceof BigInteger integer && integer.bitLength() < Long.SIZE) {
            return new GoValue.Int(integer.longValue());
        }
        if (number instanceof BigInteger
                || number instanceof BigDecimal
                || number instanceof Double
                || number instanceof Float) {
            return new GoValue.Fraction(number.doubleValue());
        }
        throw new IllegalArgumentException(
                "a template cannot read a " + number.getClass().getName());
    }

    private GoValue list(List<?> list) {
        budget.enter();
        List<GoValue> items = new ArrayList<>(list.size());
        for (Object item : list) {
            items.add(value(item));
        }
        budget.leave();
        return new GoValue.Slice(items);
    }

    /** A map with strings for keys. */
    GoValue.Mapping mapping(Map<?, ?> map, GoValue.Layout layout) {
        budget.enter();
        SortedMap<String, GoValue> entries = new TreeMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException("a map in a template's data has strings for keys");
            }
            entries.put(key, value(entry.getValue()));
        }
        budget.leave();
        return new GoValue.Mapping(entries, layout);
    }
}
