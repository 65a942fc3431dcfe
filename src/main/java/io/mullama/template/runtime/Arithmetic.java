package io.mullama.template.runtime;

import io.mullama.template.value.Budget;
import io.mullama.template.value.Failure;
import io.mullama.template.value.FloatValue;
import io.mullama.template.value.IntegerValue;
import io.mullama.template.value.ListValue;
import io.mullama.template.value.Numbers;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Text;
import io.mullama.template.value.TextBuilder;
import io.mullama.template.value.TupleValue;
import io.mullama.template.value.UndefinedValue;
import io.mullama.template.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's operators on numbers, strings, lists and tuples. Stateless. */
final class Arithmetic {
    private Arithmetic() {}

    static Value unary(String operator, Value operand) {
        if (operand instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        if (!Numbers.isNumber(operand)) {
            throw Failure.of("bad operand type for unary " + operator + ": '" + operand.typeName() + "'");
        }
        boolean negative = operator.equals("-");
        if (operand instanceof FloatValue number) {
            return negative ? new FloatValue(-number.value()) : number;
        }
        return new IntegerValue(negative ? Numbers.integer(operand).negate() : Numbers.integer(operand));
    }

    static Value binary(String operator, Value left, Value right, Interpreter interpreter) {
        if (left instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        if (right instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return NumberArithmetic.apply(operator, left, right);
        }
        Value result = switch (operator) {
            case "+" -> add(left, right, interpreter.budget());
            case "*" -> multiply(left, right, interpreter.budget());
            case "%" ->
                left instanceof StringValue format
                        ? format.with(PercentFormat.format(format.text(), right, interpreter))
                        : null;
            default -> null;
        };
        if (result == null) {
            throw unsupported(operator, left, right);
        }
        return result;
    }

    private static Failure unsupported(String operator, Value left, Value right) {
        boolean concatenates = left instanceof StringValue || left instanceof ListValue || left instanceof TupleValue;
        if (operator.equals("+") && concatenates) {
            return Failure.of("can only concatenate " + left.typeName() + " (not \"" + right.typeName() + "\") to "
                    + left.typeName());
        }
        String shown = operator.equals("**") ? "** or pow()" : operator;
        return Failure.of("unsupported operand type(s) for " + shown + ": '" + left.typeName() + "' and '"
                + right.typeName() + "'");
    }

    private static @Nullable Value add(Value left, Value right, Budget budget) {
        if (left instanceof StringValue a && right instanceof StringValue b) {
            return addText(a, b, budget);
        }
        if (left instanceof ListValue a && right instanceof ListValue b) {
            return ListValue.of(joined(a.items(), b.items(), budget));
        }
        if (left instanceof TupleValue a && right instanceof TupleValue b) {
            return new TupleValue(joined(a.items(), b.items(), budget));
        }
        return null;
    }

    private static Value addText(StringValue left, StringValue right, Budget budget) {
        boolean markup = left.markup() || right.markup();
        Text before = markup && !left.markup() ? TextEdit.escape(left.text(), budget) : left.text();
        Text after = markup && !right.markup() ? TextEdit.escape(right.text(), budget) : right.text();
        return new StringValue(before.concat(after, budget), markup);
    }

    private static List<Value> joined(List<Value> left, List<Value> right, Budget budget) {
        budget.elements((long) left.size() + right.size());
        List<Value> all = new ArrayList<>(left.size() + right.size());
        all.addAll(left);
        all.addAll(right);
        return all;
    }

    private static @Nullable Value multiply(Value left, Value right, Budget budget) {
        if (Numbers.isInteger(left)) {
            return multiply(right, Numbers.toIndex(left), budget);
        }
        return Numbers.isInteger(right) ? multiply(left, Numbers.toIndex(right), budget) : null;
    }

    private static @Nullable Value multiply(Value value, int times, Budget budget) {
        if (value instanceof StringValue string) {
            return string.with(repeat(string.text(), times, budget));
        }
        if (value instanceof ListValue list) {
            return ListValue.of(repeat(list.items(), times, budget));
        }
        return value instanceof TupleValue tuple ? new TupleValue(repeat(tuple.items(), times, budget)) : null;
    }

    private static Text repeat(Text text, int times, Budget budget) {
        TextBuilder all = new TextBuilder(budget);
        budget.checkLength((long) text.length() * Math.max(times, 0));
        for (int i = 0; i < times && !text.isEmpty(); i++) {
            all.append(text);
        }
        return all.build();
    }

    private static List<Value> repeat(List<Value> items, int times, Budget budget) {
        budget.elements((long) items.size() * Math.max(times, 0));
        List<Value> all = new ArrayList<>();
        for (int i = 0; i < times && !items.isEmpty(); i++) {
            all.addAll(items);
        }
        return all;
    }
}
