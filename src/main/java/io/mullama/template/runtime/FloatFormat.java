package io.mullama.template.runtime;

import io.mullama.template.value.PythonFloat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The digits of a finite, non-negative double with a precision. Stateless. */
final class FloatFormat {
    private static final int DEFAULT_PRECISION = 6;

    private FloatFormat() {}

    /** The digits for {@code e}, {@code f} or {@code g}, without a sign. */
    static String digits(double number, FormatSpec spec) {
        int precision = spec.precision() < 0 ? DEFAULT_PRECISION : spec.precision();
        BigDecimal exact = new BigDecimal(number);
        return switch (Character.toLowerCase(spec.type())) {
            case 'f' -> point(exact.setScale(precision, RoundingMode.HALF_EVEN).toPlainString(), spec);
            case '%' -> exact.setScale(precision, RoundingMode.HALF_EVEN).toPlainString() + "%";
            case 'e' -> exponent(exact, precision, spec);
            case 0 -> plain(exact, Math.max(precision, 1), spec);
            default -> general(exact, Math.max(precision, 1), spec);
        };
    }

    private static String point(String digits, FormatSpec spec) {
        return spec.alternate() && digits.indexOf('.') < 0 ? digits + "." : digits;
    }

    private static BigDecimal round(BigDecimal number, int digits) {
        return number.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static int exponentOf(BigDecimal number) {
        return number.signum() == 0 ? 0 : number.precision() - number.scale() - 1;
    }

    private static String exponent(BigDecimal exact, int precision, FormatSpec spec) {
        BigDecimal rounded = round(exact, precision + 1);
        String digits = rounded.unscaledValue().toString();
        StringBuilder out = new StringBuilder(digits);
        while (out.length() < precision + 1) {
            out.append('0');
        }
        if (precision > 0 || spec.alternate()) {
            out.insert(1, '.');
        }
        out.append(Character.isUpperCase(spec.type()) ? 'E' : 'e');
        return PythonFloat.appendExponent(out, exponentOf(rounded)).toString();
    }

    private static String general(BigDecimal exact, int precision, FormatSpec spec) {
        BigDecimal rounded = round(exact, precision);
        int exponent = exponentOf(rounded);
        if (exponent < -4 || exponent >= precision) {
            String all = exponent(exact, precision - 1, spec);
            int e = Math.max(all.indexOf('e'), all.indexOf('E'));
            return (spec.alternate() ? all.substring(0, e) : withoutZeros(all.substring(0, e))) + all.substring(e);
        }
        String all = rounded.setScale(precision - 1 - exponent, RoundingMode.HALF_EVEN)
                .toPlainString();
        return spec.alternate() ? point(all, spec) : withoutZeros(all);
    }

    /** Without a type a float shows that it is one: it has a digit behind its point or an exponent. */
    private static String plain(BigDecimal exact, int precision, FormatSpec spec) {
        int exponent = exponentOf(round(exact, precision));
        if (exponent < precision - 1 || exponent < -4) {
            String all = general(exact, precision, spec);
            return all.indexOf('.') < 0 && all.indexOf('e') < 0 ? all + ".0" : all;
        }
        String all = exponent(exact, precision - 1, spec);
        int e = all.indexOf('e');
        return withoutZeros(all.substring(0, e)) + all.substring(e);
    }

    private static String withoutZeros(String digits) {
        if (digits.indexOf('.') < 0) {
            return digits;
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, digits.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
