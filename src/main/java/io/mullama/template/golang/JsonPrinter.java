package io.mullama.template.golang;

import io.mullama.template.value.Budget;
import io.mullama.template.value.Text;
import io.mullama.template.value.TextBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Prints values as Go's {@code encoding/json} does: without spaces, maps by key, and {@code < > &} escaped. Confined to
 * one render.
 */
final class JsonPrinter {
    private static final double FIRST_WITH_EXPONENT = 1e21;
    private static final double LAST_SMALL_WITH_EXPONENT = 1e-6;

    private final TextBuilder out;
    private final Budget budget;

    JsonPrinter(TextBuilder out, Budget budget) {
        this.out = out;
        this.budget = budget;
    }

    void value(GoValue value) {
        budget.step();
        budget.enter();
        if (value instanceof GoValue.Str string) {
            string(string.text());
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
        return value instanceof GoValue.Fraction number ? number(number.value()) : "null";
    }

    private static String number(double number) {
        double size = Math.abs(number);
        if (number == 0 || Double.isNaN(number) || Double.isInfinite(number)) {
            return number == 0 ? Printer.number(number) : "null";
        }
        BigDecimal digits = Printer.shortest(number);
        if (size >= LAST_SMALL_WITH_EXPONENT && size < FIRST_WITH_EXPONENT) {
            return digits.toPlainString();
        }
        // JSON has one digit where %v has a leading zero.
        return Printer.withExponent(digits).replace("e-0", "e-");
    }

    private void slice(GoValue.Slice slice) {
        List<GoValue> items = slice.items();
        if (slice.layout() == GoValue.Layout.TYPES && items.size() == 1) {
            value(items.get(0));
            return;
        }
        out.append("[", false);
        String separator = "";
        for (GoValue item : items) {
            out.append(separator, false);
            value(item);
            separator = ",";
        }
        out.append("]", false);
    }

    private void mapping(GoValue.Mapping mapping) {
        out.append("{", false);
        String separator = "";
        for (Map.Entry<String, GoValue> entry : mapping.entries().entrySet()) {
            out.append(separator, false);
            string(Text.input(entry.getKey()));
            out.append(":", false);
            value(entry.getValue());
            separator = ",";
        }
        out.append("}", false);
    }

    private void struct(GoValue.Struct struct) {
        out.append("{", false);
        String separator = "";
        for (GoValue.Member member : struct.members()) {
            if (!member.optional() || !isEmpty(member.value())) {
                out.append(separator, false);
                string(member.key());
                out.append(":", false);
                value(member.value());
                separator = ",";
            }
        }
        out.append("}", false);
    }

    private static boolean isEmpty(GoValue value) {
        return !value.isTrue();
    }

    private void string(Text text) {
        out.append("\"", false);
        for (Text.Run run : text.runs()) {
            String escaped = Escapes.json(run.text());
            budget.copy(escaped.length());
            out.append(escaped, run.input());
        }
        out.append("\"", false);
    }
}
