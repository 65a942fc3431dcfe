package io.mullama.template.syntax;

import io.mullama.template.value.IntegerValue;
import java.math.BigInteger;

/** Reads the digits of an integer token. Stateless. */
final class IntegerLiteral {
    /** More digits would take long to read, and no template has them. */
    private static final int MAX_DIGITS = 1000;

    private IntegerLiteral() {}

    static IntegerValue parse(Token token) {
        String text = token.text();
        if (text.length() > MAX_DIGITS) {
            throw new SyntaxException(token.offset(), "the integer is too large");
        }
        char kind = text.length() > 2 ? text.charAt(1) : '0';
        return new IntegerValue(
                switch (kind) {
                    case 'x', 'X' -> new BigInteger(text.substring(2), 16);
                    case 'o', 'O' -> new BigInteger(text.substring(2), 8);
                    case 'b', 'B' -> new BigInteger(text.substring(2), 2);
                    default -> new BigInteger(text);
                });
    }
}
