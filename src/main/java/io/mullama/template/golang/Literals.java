package io.mullama.template.golang;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads Go's literals: strings, character constants and numbers. Stateless. */
final class Literals {
    private static final Pattern INTEGER =
            Pattern.compile("[+-]?(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|0[0-7_]*|[1-9][0-9_]*)");
    private static final Pattern FRACTION =
            Pattern.compile("(?=.*[.eE])[+-]?([0-9][0-9_]*(\\.[0-9_]*)?|\\.[0-9][0-9_]*)([eE][+-]?[0-9]+)?");

    /** No real template has a longer one, and reading digits takes time that grows with their square. */
    private static final int MAX_NUMBER_LENGTH = 100;

    private Literals() {}

    /** The value of a number; fails where it is none that templates know. */
    static GoValue number(Token token) {
        String text = token.text();
        if (text.length() <= MAX_NUMBER_LENGTH && INTEGER.matcher(text).matches()) {
            return integer(token);
        }
        if (text.length() <= MAX_NUMBER_LENGTH && FRACTION.matcher(text).matches()) {
            double number = Double.parseDouble(text.replace("_", ""));
            if (Double.isInfinite(number)) {
                throw new GoSyntaxException(token.offset(), "the number " + text + " is too large");
            }
            return new GoValue.Fraction(number);
        }
        if (text.endsWith("i")) {
            throw new GoSyntaxException(token.offset(), "complex numbers are not supported: " + text);
        }
        throw new GoSyntaxException(token.offset(), "bad number: " + text);
    }

    private static GoValue integer(Token token) {
        String digits = token.text().replace("_", "");
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        BigInteger size = magnitude(digits);
        BigInteger value = negative ? size.negate() : size;
        if (value.bitLength() >= Long.SIZE) {
            throw new GoSyntaxException(token.offset(), "the number " + token.text() + " is too large");
        }
        return new GoValue.Int(value.longValueExact());
    }

    private static BigInteger magnitude(String digits) {
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return new BigInteger(digits);
        }
        return switch (digits.charAt(1)) {
            case 'x', 'X' -> new BigInteger(digits.substring(2), 16);
            case 'b', 'B' -> new BigInteger(digits.substring(2), 2);
            case 'o', 'O' -> new BigInteger(digits.substring(2), 8);
            default -> new BigInteger(digits, 8);
        };
    }

    /** The number of a character constant. */
    static GoValue rune(Token token) {
        String text = string(token);
        if (text.codePointCount(0, text.length()) != 1) {
            throw new GoSyntaxException(token.offset(), "a character constant has one character: " + token.text());
        }
        return new GoValue.Int(text.codePointAt(0));
    }

    /** The characters of a string or a character constant; escapes may spell bytes, which together are UTF-8. */
    static String string(Token token) {
        String text = token.text();
        String inner = text.substring(1, text.length() - 1);
        if (text.charAt(0) == '`' || inner.indexOf('\\') < 0) {
            return inner;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(inner.length());
        for (int i = 0; i < inner.length(); ) {
            if (inner.charAt(i) == '\\') {
                i = escape(token, inner, i + 1, bytes);
            } else {
                int c = inner.codePointAt(i);
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c);
            }
        }
        return decode(token, bytes.toByteArray());
    }

    private static String decode(Token token, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new GoSyntaxException(token.offset(), "the bytes of " + token.text() + " are no UTF-8");
        }
    }

    /** Writes what an escape stands for; the index after it. */
    private static int escape(Token token, String text, int at, ByteArrayOutputStream out) {
        char c = text.charAt(at);
        int simple = "abfnrtv\\".indexOf(c);
        if (simple >= 0) {
            out.write("\u0007\b\f\n\r\t\u000b\\".charAt(simple));
            return at + 1;
        }
        if (c == token.text().charAt(0)) {
            out.write(c);
            return at + 1;
        }
        return switch (c) {
            case 'x' -> octet(token, text, at + 1, at + 3, 16, out);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octet(token, text, at, at + 3, 8, out);
            case 'u' -> codePoint(token, text, at + 1, at + 5, out);
            case 'U' -> codePoint(token, text, at + 1, at + 9, out);
            default -> throw badEscape(token);
        };
    }

    private static int octet(Token token, String text, int from, int to, int radix, ByteArrayOutputStream out) {
        int value = digits(token, text, from, to, radix);
        if (value > 0xFF) {
            throw badEscape(token);
        }
        out.write(value);
        return to;
    }

    private static int codePoint(Token token, String text, int from, int to, ByteArrayOutputStream out) {
        int value = digits(token, text, from, to, 16);
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        if (!Character.isValidCodePoint(value) || surrogate) {
            throw badEscape(token);
        }
        out.writeBytes(Character.toString(value).getBytes(StandardCharsets.UTF_8));
        return to;
    }

    private static int digits(Token token, String text, int from, int to, int radix) {
        if (to > text.length()) {
            throw badEscape(token);
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0) {
                throw badEscape(token);
            }
            value = value * radix + digit;
        }
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    private static GoSyntaxException badEscape(Token token) {
        return new GoSyntaxException(token.offset(), "bad escape in " + token.text());
    }
}
