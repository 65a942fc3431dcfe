package io.mullama.template.value;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;

/** Python's equality, order and membership. Stateless. */
public final class Comparison {
    private Comparison() {}

    /** Whether {@code left == right}. */
    public static boolean equal(Value left, Value right, Budget budget) {
        budget.step();
        if (left instanceof StringValue a && right instanceof StringValue b) {
            return a.text().length() == b.text().length()
                    && a.text().string(budget).equals(b.text().string(budget));
        }
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return !isNaN(left) && !isNaN(right) && compareNumbers(left, right) == 0;
        }
        if (left instanceof ListValue a && right instanceof ListValue b) {
            return equalItems(a.items(), b.items(), budget);
        }
        if (left instanceof TupleValue a && right instanceof TupleValue b) {
            return equalItems(a.items(), b.items(), budget);
        }
        if (left instanceof DictValue a && right instanceof DictValue b) {
            return equalDicts(a, b, budget);
        }
        if (left instanceof RangeValue a && right instanceof RangeValue b) {
            return a.equals(b);
        }
        return left == right || (left instanceof UndefinedValue && right instanceof UndefinedValue);
    }

    private static boolean equalItems(List<Value> left, List<Value> right, Budget budget) {
        if (left.size() != right.size()) {
            return false;
        }
        budget.enter();
        boolean equal = true;
        for (int i = 0; i < left.size() && equal; i++) {
            equal = equal(left.get(i), right.get(i), budget);
        }
        budget.leave();
        return equal;
    }

    private static boolean equalDicts(DictValue left, DictValue right, Budget budget) {
        if (left.entries().size() != right.entries().size()) {
            return false;
        }
        budget.enter();
        boolean equal = true;
        for (DictValue.Entry entry : left.entries()) {
            Value other = right.get(entry.key(), budget);
            equal = equal && other != null && equal(entry.value(), other, budget);
        }
        budget.leave();
        return equal;
    }

    /** Negative, zero or positive as left comes before, with or after right; fails where the two have no order. */
    public static int order(String operator, Value left, Value right, Budget budget) {
        budget.step();
        if (left instanceof StringValue a && right instanceof StringValue b) {
            return compareText(a.text().string(budget), b.text().string(budget));
        }
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return compareNumbers(left, right);
        }
        if (left instanceof ListValue a && right instanceof ListValue b) {
            return orderItems(operator, a.items(), b.items(), budget);
        }
        if (left instanceof TupleValue a && right instanceof TupleValue b) {
            return orderItems(operator, a.items(), b.items(), budget);
        }
        throw notOrdered(operator, left, right);
    }

    private static int orderItems(String operator, List<Value> left, List<Value> right, Budget budget) {
        int common = Math.min(left.size(), right.size());
        for (int i = 0; i < common; i++) {
            if (!equal(left.get(i), right.get(i), budget)) {
                budget.enter();
                int order = order(operator, left.get(i), right.get(i), budget);
                budget.leave();
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static Failure notOrdered(String operator, Value left, Value right) {
        if (left instanceof UndefinedValue undefined) {
            return undefined.failure();
        }
        if (right instanceof UndefinedValue undefined) {
            return undefined.failure();
        }
        return Failure.of("'" + operator + "' not supported between instances of '" + left.typeName() + "' and '"
                + right.typeName() + "'");
    }

    /** Whether {@code left < right} and its like; false for everything that is not a number. */
    public static boolean holds(String operator, Value left, Value right, Budget budget) {
        if (isNaN(left) || isNaN(right)) {
            return false;
        }
        int order = order(operator, left, right, budget);
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static boolean isNaN(Value value) {
        return value instanceof FloatValue number && Double.isNaN(number.value());
    }

    private static int compareNumbers(Value left, Value right) {
        if (Numbers.isInteger(left) && Numbers.isInteger(right)) {
            return Numbers.integer(left).compareTo(Numbers.integer(right));
        }
        double a = Numbers.toDouble(left);
        double b = Numbers.toDouble(right);
        if (Double.isInfinite(a) && a == b && Numbers.isInteger(left) != Numbers.isInteger(right)) {
            // An integer too large for a double is still closer to zero than infinity.
            return Numbers.isInteger(right) == (a > 0) ? 1 : -1;
        }
        if (a != b || Double.isInfinite(a)) {
            // Not a plain comparison, so that sorting has an order even where there is a NaN.
            return Double.compare(a, b);
        }
        return exact(left).compareTo(exact(right));
    }

    private static BigDecimal exact(Value value) {
        return value instanceof FloatValue number
                ? new BigDecimal(number.value())
                : new BigDecimal(Numbers.integer(value));
    }

    /** By code points, as Python does, where Java would compare UTF-16 units. */
    public static int compareText(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean oneIsSupplementary = Character.isSurrogate(a) != Character.isSurrogate(b);
                return oneIsSupplementary ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Whether {@code item in container}. */
    public static boolean contains(Value container, Value item, Budget budget) {
        if (container instanceof StringValue string) {
            if (!(item instanceof StringValue part)) {
                throw Failure.of("'in <string>' requires string as left operand, not " + item.typeName());
            }
            budget.search(string.text().length(), part.text().length());
            return string.text().string(budget).contains(part.text().string(budget));
        }
        if (container instanceof DictValue dict) {
            return dict.get(item, budget) != null;
        }
        if (!container.isIterable()) {
            throw Failure.of("argument of type '" + container.typeName() + "' is not iterable");
        }
        Iterator<Value> items = container.iterate();
        while (items.hasNext()) {
            if (equal(items.next(), item, budget)) {
                return true;
            }
        }
        return false;
    }
}
