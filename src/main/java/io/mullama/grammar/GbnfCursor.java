package io.mullama.grammar;

/** A place in the text of a grammar, and the small things that are read there. Not thread-safe. */
final class GbnfCursor {
    private static final int END = -1;
    private static final int LONGEST_SHOWN = 60;

    private final String text;
    private int at;

    GbnfCursor(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at == text.length();
    }

    int position() {
        return at;
    }

    /** The character here; negative at the end. */
    int peek() {
        return atEnd() ? END : text.codePointAt(at);
    }

    int next() {
        int character = peek();
        if (character == END) {
            throw error("the grammar ends too early");
        }
        at += Character.charCount(character);
        return character;
    }

    /** Whether that text was here; it is read then. */
    boolean take(String expected) {
        boolean here = text.startsWith(expected, at);
        at += here ? expected.length() : 0;
        return here;
    }

    void expect(String expected) {
        if (!take(expected)) {
            throw error("expected '" + expected + "'" + found());
        }
    }

    /** Skips blanks and comments, and the ends of lines where those mean nothing. */
    void skipBlanks(boolean linesToo) {
        while (!atEnd()) {
            int character = peek();
            if (character == '#') {
                while (!atEnd() && peek() != '\n' && peek() != '\r') {
                    next();
                }
            } else if (character == ' '
                    || character == '\t'
                    || (linesToo && (character == '\n' || character == '\r'))) {
                next();
            } else {
                return;
            }
        }
    }

    boolean atName() {
        int character = peek();
        return isDigit(character)
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || character == '-';
    }

    boolean atDigit() {
        return isDigit(peek());
    }

    String name() {
        int start = at;
        while (atName()) {
            next();
        }
        if (at == start) {
            throw error("expected the name of a rule" + found());
        }
        return text.substring(start, at);
    }

    /** A count that is no larger than that. */
    int count(int most) {
        if (!atDigit()) {
            throw error("expected a number" + found());
        }
        int value = 0;
        while (atDigit()) {
            value = value * 10 + next() - '0';
            if (value > most) {
                throw error("this number is over " + most);
            }
        }
        return value;
    }

    /** A character of a literal or a set, which may be escaped. */
    int character() {
        int character = next();
        if (character != '\\') {
            return character;
        }
        int escaped = next();
        return switch (escaped) {
            case 'x' -> hexadecimal(2);
            case 'u' -> hexadecimal(4);
            case 'U' -> hexadecimal(8);
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'n' -> '\n';
            case '\\', '"', '[', ']', '-' -> escaped;
            default -> throw error("there is no escape \\" + Character.toString(escaped));
        };
    }

    private int hexadecimal(int digits) {
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw error("expected " + digits + " hexadecimal digits" + found());
            }
            value = value * 16 + digit;
            next();
        }
        if (value > CharacterSet.LAST) {
            throw error("there is no such character");
        }
        return (int) value;
    }

    /** The text from there to here. */
    String since(int start) {
        return text.substring(start, at);
    }

    GrammarException error(String problem) {
        return errorAt(at, problem);
    }

    GrammarException errorAt(int position, String problem) {
        int line = 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        int column = position - text.lastIndexOf('\n', position - 1);
        return new GrammarException("line " + line + ", column " + column + ": " + problem);
    }

    /** A name as messages show it: not longer than a line can bear. */
    static String shown(String name) {
        return name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "…" : name;
    }

    String found() {
        return atEnd() ? ", and the grammar ends" : ", not '" + printable(peek()) + "'";
    }

    private static String printable(int character) {
        if (character == '\n') {
            return "\\n";
        }
        return Character.isISOControl(character) ? "\\x%02X".formatted(character) : Character.toString(character);
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
