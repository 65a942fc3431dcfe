package io.mullama.template.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Prints a double as Python's {@code repr}: the fewest digits that read back as the same number. Stateless. */
public final class PythonFloat {
    /** So many significant digits always tell two doubles apart. */
    private static final int MAX_DIGITS = 17;

    /** From this power of ten on, and below the negative one, Python uses an exponent. */
    private static final int FIRST_EXPONENT = 16;

    private static final int LAST_SMALL_EXPONENT = -4;

    /** Whole numbers below this print exactly as a long. */
    private static final double EXACT_AS_LONG = 1e15;

    private static final long MANTISSA = (1L << 52) - 1;

    private PythonFloat() {}

    public static String repr(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        if (number == 0) {
            return 1 / number > 0 ? "0.0" : "-0.0";
        }
        if (number == Math.rint(number) && Math.abs(number) < EXACT_AS_LONG) {
            return (long) number + ".0";
        }
        return layOut(shortest(number));
    }

    // Java 17's Double.toString prints more digits than needed for some numbers (JDK-4511638).
    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        // Below a power of two doubles lie closer together, so that a number further off above may still be its own.
        boolean powerOfTwo = (Double.doubleToLongBits(number) & MANTISSA) == 0;
        for (int digits = 1; digits < MAX_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == number) {
                return rounded;
            }
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
            if (powerOfTwo && above.doubleValue() == number) {
                return above;
            }
        }
        return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static String layOut(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        int exponent = plain.precision() - plain.scale() - 1;
        if (exponent >= LAST_SMALL_EXPONENT && exponent < FIRST_EXPONENT) {
            String digits = plain.toPlainString();
            return digits.indexOf('.') < 0 ? digits + ".0" : digits;
        }
        String digits = plain.unscaledValue().abs().toString();
        StringBuilder out = new StringBuilder(plain.signum() < 0 ? "-" : "").append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        return appendExponent(out.append('e'), exponent).toString();
    }

    /** Appends a sign and at least two digits, as Python's exponents have. */
    public static StringBuilder appendExponent(StringBuilder out, int exponent) {
        out.append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        return out.append(size < 10 ? "0" : "").append(size);
    }
}
