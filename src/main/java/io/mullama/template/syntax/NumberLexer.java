package io.mullama.template.syntax;

import io.mullama.template.syntax.Token.Kind;
import java.util.List;

/** Reads one number of a tag. Confined to one thread. */
final class NumberLexer {
    private final String source;
    private final List<Token> tokens;

    NumberLexer(String source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    /**
     * Reads the number that starts at an index and returns where it ends.
     *
     * @param mayBeFloat false behind a dot: {@code a.0.1} are two subscripts
     */
    int read(int start, boolean mayBeFloat) {
        int radix = radixAt(start);
        if (radix != 10) {
            int end = digits(start + 2, radix);
            add(Kind.INTEGER, start, end);
            return end;
        }
        int whole = digits(start, 10);
        int end = mayBeFloat ? fraction(whole) : whole;
        add(end > whole ? Kind.FLOAT : Kind.INTEGER, start, end);
        return end;
    }

    private void add(Kind kind, int start, int end) {
        tokens.add(new Token(kind, source.substring(start, end).replace("_", ""), start));
    }

    private int radixAt(int start) {
        if (source.charAt(start) != '0' || start + 2 >= source.length()) {
            return 10;
        }
        int radix = switch (source.charAt(start + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
        };
        return digits(start + 2, radix) > start + 2 ? radix : 10;
    }

    /** Where digits that start at an index end; single underscores may stand between them. */
    private int digits(int start, int radix) {
        int end = start;
        while (end < source.length()) {
            boolean underscore = source.charAt(end) == '_' && end > start && isDigit(end + 1, radix);
            if (!underscore && !isDigit(end, radix)) {
                break;
            }
            end++;
        }
        return end;
    }

    private boolean isDigit(int index, int radix) {
        return index < source.length()
                && source.charAt(index) < 0x80
                && Character.digit(source.charAt(index), radix) >= 0;
    }

    private int fraction(int whole) {
        int end = whole;
        if (end < source.length() && source.charAt(end) == '.' && isDigit(end + 1, 10)) {
            end = digits(end + 1, 10);
        }
        if (end < source.length() && (source.charAt(end) | 0x20) == 'e') {
            int exponent = end + 1;
            if (exponent < source.length() && "+-".indexOf(source.charAt(exponent)) >= 0) {
                exponent++;
            }
            return isDigit(exponent, 10) ? digits(exponent, 10) : end;
        }
        return end;
    }
}
