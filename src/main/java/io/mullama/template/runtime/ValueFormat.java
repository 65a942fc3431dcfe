package io.mullama.template.runtime;

import io.mullama.template.value.BooleanValue;
import io.mullama.template.value.Failure;
import io.mullama.template.value.FloatValue;
import io.mullama.template.value.Numbers;
import io.mullama.template.value.PythonFloat;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Text;
import io.mullama.template.value.Value;
import java.math.BigInteger;
import java.util.Locale;

/** Lays one value out by a {@link FormatSpec}. Confined to one render. */
final class ValueFormat {
    private static final int ELEMENTS_PER_NUMBER = 20;

    private final FormatSpec spec;
    private final Interpreter interpreter;

    private ValueFormat(FormatSpec spec, Interpreter interpreter) {
        this.spec = spec;
        this.interpreter = interpreter;
    }

    static Text apply(FormatSpec spec, Value value, Interpreter interpreter) {
        boolean plain = spec.isEmpty() || (value instanceof BooleanValue && spec.type() == 's');
        if (plain && !(value instanceof StringValue)) {
            return interpreter.str(value);
        }
        ValueFormat format = new ValueFormat(spec, interpreter);
        if (value instanceof StringValue string) {
            return format.string(string);
        }
        if (!Numbers.isNumber(value)) {
            throw Failure.of("unsupported format string passed to " + value.typeName() + ".__format__");
        }
        interpreter.budget().elements(ELEMENTS_PER_NUMBER);
        return Text.template(format.number(value));
    }

    private Failure unknownType(String typeName) {
        return Failure.of("Unknown format code '" + spec.type() + "' for object of type '" + typeName + "'");
    }

    private Text string(StringValue value) {
        if (spec.type() != 0 && spec.type() != 's') {
            throw unknownType("str");
        }
        if (spec.align() == '=' && spec.fill() != '0') {
            throw Failure.of("'=' alignment not allowed in string format specifier");
        }
        Text text = value.text();
        if (spec.precision() >= 0 && spec.precision() < value.length(interpreter.budget())) {
            int end = interpreter.string(text).offsetByCodePoints(0, spec.precision());
            text = text.slice(0, end, interpreter.budget());
        }
        char align = spec.align() == 0 || spec.align() == '=' ? '<' : spec.align();
        return TextEdit.pad(text, spec.width(), spec.fill(), align, interpreter.budget());
    }

    private String number(Value value) {
        boolean asFloat = value instanceof FloatValue || "eEfFgG%".indexOf(spec.type()) >= 0;
        return asFloat ? floating(Numbers.toDouble(value)) : integer(Numbers.integer(value));
    }

    private String integer(BigInteger value) {
        BigInteger size = value.abs();
        String prefix = spec.alternate() && spec.type() != 0 ? "0" + spec.type() : "";
        return switch (spec.type()) {
            case 0, 'd', 'n' -> layOut(value.signum() < 0, "", group(size.toString(), 3));
            case 'x' -> layOut(value.signum() < 0, prefix, group(size.toString(16), 4));
            case 'X' ->
                layOut(value.signum() < 0, prefix, group(size.toString(16).toUpperCase(Locale.ROOT), 4));
            case 'o' -> layOut(value.signum() < 0, prefix, group(size.toString(8), 4));
            case 'b' -> layOut(value.signum() < 0, prefix, group(size.toString(2), 4));
            case 'c' -> layOut(false, "", character(value));
            default -> throw unknownType("int");
        };
    }

    private static String character(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > 21 || !Character.isValidCodePoint(value.intValue())) {
            throw Failure.of("%c arg not in range(0x110000)");
        }
        return Character.toString(value.intValue());
    }

    private String floating(double value) {
        boolean negative = value < 0 || (value == 0 && 1 / value < 0);
        double size = spec.type() == '%' ? Math.abs(value) * 100 : Math.abs(value);
        if (!Double.isFinite(size)) {
            String word = PythonFloat.repr(size) + (spec.type() == '%' ? "%" : "");
            boolean upper = Character.isUpperCase(spec.type());
            return layOut(negative, "", upper ? word.toUpperCase(Locale.ROOT) : word);
        }
        if (spec.type() == 0 && spec.precision() < 0) {
            return layOut(negative, "", group(PythonFloat.repr(size), 3));
        }
        if (spec.type() != 0 && "eEfFgG%n".indexOf(spec.type()) < 0) {
            throw unknownType("float");
        }
        return layOut(negative, "", group(FloatFormat.digits(size, spec), 3));
    }

    /** Puts separators between the digits before the point. */
    private String group(String digits, int size) {
        if (spec.grouping() == 0) {
            return digits;
        }
        int end = 0;
        while (end < digits.length() && Character.digit(digits.charAt(end), 16) >= 0 && digits.charAt(end) != 'e') {
            end++;
        }
        StringBuilder grouped = new StringBuilder(digits);
        for (int i = end - size; i > 0; i -= size) {
            grouped.insert(i, spec.grouping());
        }
        return grouped.toString();
    }

    private String layOut(boolean negative, String prefix, String digits) {
        String sign = negative ? "-" : spec.sign() == '-' ? "" : String.valueOf(spec.sign());
        int missing = Math.max(spec.width() - sign.length() - prefix.length() - digits.length(), 0);
        String fill = String.valueOf(spec.fill());
        return switch (spec.align()) {
            case '=' -> sign + prefix + fill.repeat(missing) + digits;
            case '<' -> sign + prefix + digits + fill.repeat(missing);
            case '^' -> fill.repeat(missing / 2) + sign + prefix + digits + fill.repeat(missing - missing / 2);
            default -> fill.repeat(missing) + sign + prefix + digits;
        };
    }
}
