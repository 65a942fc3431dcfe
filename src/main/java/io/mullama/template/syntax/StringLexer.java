package io.mullama.template.syntax;

import io.mullama.template.syntax.Token.Kind;
import java.util.List;

/** Reads one string literal of a tag, with Python's escapes. Confined to one thread. */
final class StringLexer {
    private final String source;
    private final List<Token> tokens;
    private final StringBuilder value = new StringBuilder();
    private int position;

    StringLexer(String source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    /** Reads the string whose quote stands at an index and returns where it ends. */
    int read(int start) {
        char quote = source.charAt(start);
        position = start + 1;
        while (position < source.length()) {
            char c = source.charAt(position++);
            if (c == quote) {
                tokens.add(new Token(Kind.STRING, value.toString(), start));
                return position;
            }
            if (c == '\\' && position < source.length()) {
                readEscape();
            } else {
                value.append(c);
            }
        }
        throw new SyntaxException(start, "the string has no end");
    }

    private void readEscape() {
        char c = source.charAt(position++);
        switch (c) {
            case '\n' -> {}
            case '\\', '\'', '"' -> value.append(c);
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case 'a' -> value.append('\u0007');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'v' -> value.append('\u000b');
            case 'x' -> readHex(2);
            case 'u' -> readHex(4);
            case 'U' -> readHex(8);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> readOctal();
            // Python keeps the backslash of an escape that it does not know.
            default -> value.append('\\').append(c);
        }
    }

    private void readHex(int digits) {
        long code = 0;
        for (int i = 0; i < digits; i++, position++) {
            int digit = position < source.length() ? Character.digit(source.charAt(position), 16) : -1;
            if (digit < 0) {
                throw new SyntaxException(position, "truncated escape in a string");
            }
            code = code * 16 + digit;
        }
        if (code > Character.MAX_CODE_POINT) {
            throw new SyntaxException(position, "illegal Unicode character");
        }
        value.appendCodePoint((int) code);
    }

    private void readOctal() {
        int code = 0;
        int end = Math.min(position + 2, source.length());
        position--;
        while (position < end && Character.digit(source.charAt(position), 8) >= 0) {
            code = code * 8 + Character.digit(source.charAt(position++), 8);
        }
        value.append((char) code);
    }
}
