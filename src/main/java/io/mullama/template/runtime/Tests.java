package io.mullama.template.runtime;

import io.mullama.template.value.Arguments;
import io.mullama.template.value.BooleanValue;
import io.mullama.template.value.Budget;
import io.mullama.template.value.Comparison;
import io.mullama.template.value.DictValue;
import io.mullama.template.value.Failure;
import io.mullama.template.value.FloatValue;
import io.mullama.template.value.IntegerValue;
import io.mullama.template.value.ListValue;
import io.mullama.template.value.NoneValue;
import io.mullama.template.value.Numbers;
import io.mullama.template.value.ObjectValue;
import io.mullama.template.value.RangeValue;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.TupleValue;
import io.mullama.template.value.UndefinedValue;
import io.mullama.template.value.Value;

/** What can stand behind {@code is}. Stateless. */
final class Tests {
    private Tests() {}

    /** Whether a test holds; fails where there is none by that name. */
    static boolean holds(String name, Value subject, Arguments arguments, Interpreter interpreter) {
        return switch (name) {
            case "defined" -> !(subject instanceof UndefinedValue);
            case "undefined" -> subject instanceof UndefinedValue;
            case "none" -> subject == NoneValue.NONE;
            case "true" -> subject == BooleanValue.TRUE;
            case "false" -> subject == BooleanValue.FALSE;
            case "boolean" -> subject instanceof BooleanValue;
            case "string" -> subject instanceof StringValue;
            case "mapping" -> subject instanceof DictValue;
            case "number" -> Numbers.isNumber(subject);
            case "integer" -> subject instanceof IntegerValue;
            case "float" -> subject instanceof FloatValue;
            case "iterable" -> subject.isIterable();
            case "sequence" -> isSequence(subject);
            case "callable" -> subject instanceof ObjectValue object && object.isCallable();
            case "escaped" -> subject instanceof StringValue string && string.markup();
            case "lower" -> isOfCase("islower", subject, interpreter);
            case "upper" -> isOfCase("isupper", subject, interpreter);
            case "odd" -> remainder(subject, IntegerValue.of(2), interpreter) == 1;
            case "even" -> remainder(subject, IntegerValue.of(2), interpreter) == 0;
            default -> holdsFor(name, subject, arguments, interpreter);
        };
    }

    private static boolean holdsFor(String name, Value subject, Arguments arguments, Interpreter interpreter) {
        Budget budget = interpreter.budget();
        return switch (name) {
            case "eq", "equalto", "==" -> Comparison.equal(subject, other(name, arguments), budget);
            case "ne", "!=" -> !Comparison.equal(subject, other(name, arguments), budget);
            case "lt", "lessthan", "<" -> Comparison.holds("<", subject, other(name, arguments), budget);
            case "le", "<=" -> Comparison.holds("<=", subject, other(name, arguments), budget);
            case "gt", "greaterthan", ">" -> Comparison.holds(">", subject, other(name, arguments), budget);
            case "ge", ">=" -> Comparison.holds(">=", subject, other(name, arguments), budget);
            case "in" -> Comparison.contains(other(name, arguments), subject, budget);
            case "sameas" -> isSame(subject, other(name, arguments), budget);
            case "divisibleby" -> remainder(subject, other(name, arguments), interpreter) == 0;
            default -> throw Failure.of("No test named '" + name + "'.");
        };
    }

    private static Value other(String name, Arguments arguments) {
        return arguments.bind(name, "other").require(0);
    }

    private static boolean isSequence(Value value) {
        return value instanceof StringValue
                || value instanceof ListValue
                || value instanceof TupleValue
                || value instanceof DictValue
                || value instanceof RangeValue
                || value instanceof UndefinedValue;
    }

    private static boolean isOfCase(String predicate, Value subject, Interpreter interpreter) {
        return StringPredicates.holds(predicate, interpreter.string(interpreter.str(subject)));
    }

    private static double remainder(Value subject, Value divisor, Interpreter interpreter) {
        Value remainder = Arithmetic.binary("%", subject, divisor, interpreter);
        return Numbers.isNumber(remainder) ? Numbers.toDouble(remainder) : Double.NaN;
    }

    /** Identity, where values that Python would share count as the same. */
    private static boolean isSame(Value left, Value right, Budget budget) {
        boolean shared = left instanceof IntegerValue || left instanceof StringValue;
        return left == right
                || (shared && left.getClass() == right.getClass() && Comparison.equal(left, right, budget));
    }
}
