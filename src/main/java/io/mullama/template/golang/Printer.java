package io.mullama.template.golang;

import io.mullama.template.value.Budget;
import io.mullama.template.value.PythonFloat;
import io.mullama.template.value.TextBuilder;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Prints values as Go's {@code fmt} does with {@code %v}. Confined to one render. */
final class Printer {
    /** From this power of ten on, and below the other, Go prints numbers with an exponent. */
    private static final int FIRST_EXPONENT = 6;

    private static final int LAST_SMALL_EXPONENT = -4;

    private final TextBuilder out;
    private final Budget budget;

    Printer(TextBuilder out, Budget budget) {
        this.out = out;
        this.budget = budget;
    }

    /** Prints the value of an action. */
    void print(GoValue value) {
        if (value == GoValue.Nil.NIL) {
            out.append("<no value>", false);
        } else {
            value(value);
        }
    }

    /** Prints the values in a row, with spaces between those that are no strings, as {@code fmt.Sprint}. */
    void printAll(List<GoValue> values) {
        boolean string = true;
        for (GoValue value : values) {
            boolean nextString = value instanceof GoValue.Str;
            if (!string && !nextString) {
                out.append(" ", false);
            }
            string = nextString;
            value(value);
        }
    }

    /** Prints a value as it is within others. */
    void value(GoValue value) {
        budget.step();
        budget.enter();
        if (value instanceof GoValue.Str string) {
            out.append(string.text());
        } else if (value instanceof GoValue.Slice slice) {
            slice(slice);
        } else if (value instanceof GoValue.Mapping mapping) {
            mapping(mapping);
        } else if (value instanceof GoValue.Struct struct) {
            struct(struct);
        } else {
            out.append(scalar(value), false);
        }
        budget.leave();
    }

    private static String scalar(GoValue value) {
        if (value instanceof GoValue.Bool bool) {
            return String.valueOf(bool.value());
        }
        if (value instanceof GoValue.Int number) {
            return String.valueOf(number.value());
        }
        return value instanceof GoValue.Fraction number ? number(number.value()) : "<nil>";
    }

    private void slice(GoValue.Slice slice) {
        List<GoValue> items = slice.items();
        if (slice.layout() == GoValue.Layout.JSON) {
            new JsonPrinter(out, budget).value(slice);
        } else if (slice.layout() == GoValue.Layout.TYPES && items.size() < 2) {
            items.forEach(this::value);
        } else {
            out.append("[", false);
            sequence(items.iterator());
            out.append("]", false);
        }
    }

    private void sequence(Iterator<GoValue> items) {
        while (items.hasNext()) {
            value(items.next());
            if (items.hasNext()) {
                out.append(" ", false);
            }
        }
    }

    private void mapping(GoValue.Mapping mapping) {
        if (mapping.layout() == GoValue.Layout.JSON) {
            new JsonPrinter(out, budget).value(mapping);
            return;
        }
        out.append("map[", false);
        String separator = "";
        for (Map.Entry<String, GoValue> entry : mapping.entries().entrySet()) {
            out.append(separator, false).append(entry.getKey(), true).append(":", false);
            value(entry.getValue());
            separator = " ";
        }
        out.append("]", false);
    }

    private void struct(GoValue.Struct struct) {
        if (struct.layout() == GoValue.Layout.JSON) {
            new JsonPrinter(out, budget).value(struct);
            return;
        }
        out.append("{", false);
        sequence(struct.members().stream().map(GoValue.Member::value).iterator());
        out.append("}", false);
    }

    /** A number as Go's {@code %v} prints it: the fewest digits that tell it from others. */
    static String number(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "+Inf" : "-Inf";
        }
        if (number == 0) {
            return 1 / number > 0 ? "0" : "-0";
        }
        return layOut(shortest(number), FIRST_EXPONENT);
    }

    /** Digits without a needless exponent, as Go's {@code %g}. */
    static String layOut(BigDecimal number, int firstExponent) {
        int exponent = number.precision() - number.scale() - 1;
        boolean plain = exponent >= LAST_SMALL_EXPONENT && exponent < firstExponent;
        return plain ? number.toPlainString() : withExponent(number);
    }

    /** The shortest decimal that reads back as the number. */
    static BigDecimal shortest(double number) {
        return new BigDecimal(PythonFloat.repr(number)).stripTrailingZeros();
    }

    /** All of a number's digits, with an exponent. */
    static String withExponent(BigDecimal number) {
        int exponent = number.precision() - number.scale() - 1;
        String digits = number.unscaledValue().abs().toString();
        StringBuilder text = new StringBuilder(number.signum() < 0 ? "-" : "").append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        return PythonFloat.appendExponent(text.append('e'), exponent).toString();
    }
}
