package io.mullama.template.runtime;

import io.mullama.template.value.Arguments;
import io.mullama.template.value.BoundArguments;
import io.mullama.template.value.Failure;
import io.mullama.template.value.FloatValue;
import io.mullama.template.value.IntegerValue;
import io.mullama.template.value.Numbers;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Text;
import io.mullama.template.value.UndefinedValue;
import io.mullama.template.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** The filters that go from one type to another, and those on numbers. Confined to one render. */
final class ConversionFilters {
    /** No double has a digit so far from its point. */
    private static final int MAX_DIGITS = 400;

    private static final int DIGITS_PER_ELEMENT = 8;

    private final Interpreter interpreter;

    ConversionFilters(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** The filtered value, or null where there is no such filter here. */
    @Nullable
    Value apply(String name, Value subject, Arguments arguments) {
        return switch (name) {
            case "int" -> toInteger(subject, arguments.bind(name, "default", "base"));
            case "float" -> toFloat(subject, arguments.bind(name, "default"));
            case "abs" -> absolute(subject);
            case "round" -> round(subject, arguments.bind(name, "precision", "method"));
            case "tojson" -> JsonWriter.write(subject, JsonLayout.of(arguments, interpreter), interpreter.budget());
            case "from_json", "fromjson" -> fromJson(subject);
            default -> null;
        };
    }

    private static void requireDefined(Value value) {
        if (value instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
    }

    private Value toInteger(Value subject, BoundArguments arguments) {
        requireDefined(subject);
        Value fallback = arguments.get(0, IntegerValue.of(0));
        if (Numbers.isInteger(subject)) {
            return new IntegerValue(Numbers.integer(subject));
        }
        Double number = null;
        if (subject instanceof FloatValue value) {
            number = value.value();
        } else if (subject instanceof StringValue string) {
            String text = digits(string);
            BigInteger integer = NumberText.integer(text, arguments.integer(1, 10));
            if (integer != null) {
                return new IntegerValue(integer);
            }
            number = NumberText.number(text);
        }
        return number == null || number.isNaN() || number.isInfinite()
                ? fallback
                : new IntegerValue(new BigDecimal(number).toBigInteger());
    }

    private String digits(StringValue string) {
        // Reading digits takes far longer than looking at them.
        interpreter.budget().elements(1 + string.text().length() / DIGITS_PER_ELEMENT);
        return interpreter.string(string.text());
    }

    private Value toFloat(Value subject, BoundArguments arguments) {
        requireDefined(subject);
        Value fallback = arguments.get(0, new FloatValue(0));
        if (Numbers.isNumber(subject)) {
            return new FloatValue(Numbers.toDouble(subject));
        }
        Double number = subject instanceof StringValue string ? NumberText.number(digits(string)) : null;
        return number == null ? fallback : new FloatValue(number);
    }

    private static Value absolute(Value subject) {
        requireDefined(subject);
        if (subject instanceof FloatValue number) {
            return new FloatValue(Math.abs(number.value()));
        }
        if (!Numbers.isInteger(subject)) {
            throw Failure.of("bad operand type for abs(): '" + subject.typeName() + "'");
        }
        return new IntegerValue(Numbers.integer(subject).abs());
    }

    private Value round(Value subject, BoundArguments arguments) {
        requireDefined(subject);
        int precision = arguments.integer(0, 0);
        String method = interpreter.string(arguments.text(1, Text.template("common")));
        RoundingMode mode = switch (method) {
            case "common" -> RoundingMode.HALF_EVEN;
            case "ceil" -> RoundingMode.CEILING;
            case "floor" -> RoundingMode.FLOOR;
            default -> throw Failure.of("method must be common, ceil or floor");
        };
        if (!Numbers.isNumber(subject)) {
            throw Failure.of("type " + subject.typeName() + " doesn't define __round__ method");
        }
        if (Numbers.isInteger(subject) && mode == RoundingMode.HALF_EVEN) {
            return precision >= 0
                    ? new IntegerValue(Numbers.integer(subject))
                    : new IntegerValue(rounded(subject, precision, mode).toBigInteger());
        }
        // Zero keeps its sign, which a BigDecimal does not have.
        double result = rounded(subject, precision, mode).doubleValue();
        return new FloatValue(Math.copySign(result, Numbers.toDouble(subject)));
    }

    private static BigDecimal rounded(Value subject, int precision, RoundingMode mode) {
        int scale = Math.max(Math.min(precision, MAX_DIGITS), -MAX_DIGITS);
        if (Numbers.isInteger(subject)) {
            return new BigDecimal(Numbers.integer(subject)).setScale(scale, mode);
        }
        double number = Numbers.toDouble(subject);
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw Failure.of("cannot round a float that is not finite");
        }
        if (mode == RoundingMode.HALF_EVEN) {
            return new BigDecimal(number).setScale(scale, mode);
        }
        // As Jinja does it: scaled as a float, so that its error counts.
        double scaled = number * Math.pow(10, scale);
        double whole = mode == RoundingMode.CEILING ? Math.ceil(scaled) : Math.floor(scaled);
        return new BigDecimal(whole / Math.pow(10, scale));
    }

    private Value fromJson(Value subject) {
        if (!(subject instanceof StringValue string)) {
            throw Failure.of("the JSON object must be str, not " + subject.typeName());
        }
        return JsonReader.read(string.text(), interpreter);
    }
}
