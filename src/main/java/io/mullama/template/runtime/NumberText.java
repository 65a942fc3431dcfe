package io.mullama.template.runtime;

import io.mullama.template.value.PythonText;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Reads numbers as Python's {@code int} and {@code float} do. Stateless. */
final class NumberText {
    private static final int MAX_LENGTH = 600;

    private NumberText() {}

    /** The integer that a text is in a base, or null. */
    static @Nullable BigInteger integer(String text, int base) {
        String digits = clean(text);
        int sign = digits.startsWith("-") ? -1 : 1;
        int from = digits.startsWith("-") || digits.startsWith("+") ? 1 : 0;
        int radix = base;
        int prefixed = prefixRadix(digits, from);
        if (prefixed > 0 && (base == prefixed || base == 0)) {
            radix = prefixed;
            from += 2;
        } else if (base == 0) {
            radix = 10;
        }
        if (radix < Character.MIN_RADIX || radix > Character.MAX_RADIX || from == digits.length()) {
            return null;
        }
        for (int i = from; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), radix) < 0) {
                return null;
            }
        }
        BigInteger value = new BigInteger(digits.substring(from), radix);
        return sign < 0 ? value.negate() : value;
    }

    private static int prefixRadix(String digits, int from) {
        if (from + 2 > digits.length() || digits.charAt(from) != '0') {
            return 0;
        }
        return switch (digits.charAt(from + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 0;
        };
    }

    /** The float that a text is, or null. */
    static @Nullable Double number(String text) {
        String digits = clean(text);
        if (!isDecimal(digits)) {
            String word = digits.startsWith("+") || digits.startsWith("-") ? digits.substring(1) : digits;
            boolean infinite = word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity");
            if (infinite) {
                return digits.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            return word.equalsIgnoreCase("nan") ? Double.NaN : null;
        }
        try {
            return Double.valueOf(digits);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether only what a decimal number is made of occurs; Java would take hexadecimal floats and suffixes too. */
    private static boolean isDecimal(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if ("0123456789+-.eE".indexOf(digits.charAt(i)) < 0) {
                return false;
            }
        }
        return !digits.isEmpty();
    }

    /** The text without the blanks around it and the underscores between digits; empty where it is no number. */
    private static String clean(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && PythonText.isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && PythonText.isSpace(text.charAt(to - 1))) {
            to--;
        }
        if (to - from > MAX_LENGTH) {
            return "";
        }
        String trimmed = text.substring(from, to);
        boolean misplaced = trimmed.startsWith("_") || trimmed.endsWith("_") || trimmed.contains("__");
        return misplaced ? "" : trimmed.replace("_", "");
    }
}
