package io.mullama.template.golang;

import io.mullama.template.golang.FormatPrinter.Directive;
import io.mullama.template.value.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers by Go's format directives, without their padding. Stateless. */
final class NumberFormat {
    private static final int USUAL_PRECISION = 6;

    private NumberFormat() {}

    /** Whether zeros may pad what a verb prints. */
    static boolean isNumber(int verb) {
        return "dfFeEgGxXobv".indexOf(verb) >= 0;
    }

    /** An integer; null where the value is none, or the verb prints none. */
    static @Nullable Text integer(Directive directive, GoValue value) {
        if (!(value instanceof GoValue.Int integer)) {
            return null;
        }
        long number = integer.value();
        String text = switch (directive.verb()) {
            case 'd', 'v' -> Long.toString(number);
            case 'x' -> Long.toString(number, 16);
            case 'X' -> Long.toString(number, 16).toUpperCase(Locale.ROOT);
            case 'o' -> Long.toString(number, 8);
            case 'b' -> Long.toString(number, 2);
            case 'U' -> String.format("U+%04X", number);
            default ->
                Character.toString(Character.isValidCodePoint((int) number) && number >= 0 ? (int) number : 0xFFFD);
        };
        return Text.template(isNumber(directive.verb()) ? signed(directive, text) : text);
    }

    /** A number with a fraction; null where the value is none. */
    static @Nullable Text fraction(Directive directive, GoValue value) {
        if (!(value instanceof GoValue.Fraction fraction)) {
            return null;
        }
        double number = fraction.value();
        if (number == 0 || Double.isNaN(number) || Double.isInfinite(number)) {
            boolean zero = number == 0 && directive.verb() != 'v' && directive.verb() != 'g';
            return Text.template(signed(directive, zero ? digits(directive, BigDecimal.ZERO) : Printer.number(number)));
        }
        return Text.template(signed(directive, digits(directive, new BigDecimal(number))));
    }

    private static String digits(Directive directive, BigDecimal exact) {
        int precision = directive.precision();
        String text = switch (directive.verb()) {
            case 'f', 'F' ->
                exact.setScale(precision < 0 ? USUAL_PRECISION : precision, RoundingMode.HALF_EVEN)
                        .toPlainString();
            case 'e', 'E' -> scientific(exact, precision < 0 ? USUAL_PRECISION : precision);
            default -> general(exact, precision);
        };
        boolean upper = Character.isUpperCase(directive.verb());
        return upper ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String scientific(BigDecimal exact, int precision) {
        BigDecimal rounded = exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        return Printer.withExponent(rounded.setScale(rounded.scale() + precision + 1 - rounded.precision()));
    }

    private static String general(BigDecimal exact, int precision) {
        if (precision < 0) {
            return Printer.number(exact.doubleValue());
        }
        int digits = Math.max(precision, 1);
        BigDecimal rounded =
                exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
        return Printer.layOut(rounded, digits);
    }

    private static String signed(Directive directive, String text) {
        if (text.startsWith("-") || text.startsWith("+")) {
            return text;
        }
        return directive.has('+') ? "+" + text : directive.has(' ') ? " " + text : text;
    }
}
