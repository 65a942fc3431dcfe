package io.mullama.grammar.regex;

/** A place in the text of a regular expression. Not thread-safe. */
final class RegexCursor {
    private static final int END = -1;

    private final String text;
    private int at;

    RegexCursor(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** The character here; negative at the end. */
    int peek() {
        return atEnd() ? END : text.codePointAt(at);
    }

    int next() {
        if (atEnd()) {
            throw new RegexException("it ends too early");
        }
        int character = text.codePointAt(at);
        at += Character.charCount(character);
        return character;
    }

    /** Whether that text was here; it is read then. */
    boolean take(String expected) {
        boolean here = text.startsWith(expected, at);
        at += here ? expected.length() : 0;
        return here;
    }

    /** The character that was read last. */
    char before() {
        return text.charAt(at - 1);
    }

    int position() {
        return at;
    }

    void goBackTo(int position) {
        at = position;
    }

    /** A number; negative if there is none. Large ones are cut: they are over every limit. */
    int number() {
        int value = -1;
        while (peek() >= '0' && peek() <= '9') {
            value = Math.min(Math.max(value, 0) * 10 + next() - '0', 100_000_000);
        }
        return value;
    }

    /** So many hexadecimal digits; negative, and nothing read, if they are not there. */
    int hexadecimal(int digits) {
        int start = at;
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0 || peek() > 0x7F) {
                at = start;
                return -1;
            }
            value = value * 16 + digit;
            at++;
        }
        return value;
    }

    RegexException error(String problem) {
        return errorAt(at, problem);
    }

    /** Characters are counted from 1. */
    RegexException errorAt(int position, String problem) {
        return new RegexException(problem + " at character " + (text.codePointCount(0, position) + 1));
    }
}
