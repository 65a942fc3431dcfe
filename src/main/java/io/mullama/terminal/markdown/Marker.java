package io.mullama.terminal.markdown;

import org.jspecify.annotations.Nullable;

/**
 * What a list's item begins with. Immutable.
 *
 * @param text as it was written
 * @param kind its last character: items of other kinds are of other lists
 * @param number -1 for a bullet
 */
record Marker(String text, char kind, int number) {
    private static final int MOST_DIGITS = 9;

    /** The one at this place; nothing where there is none, also where the text ends before that is clear. */
    static @Nullable Marker read(CharSequence text, int from) {
        if (from == text.length()) {
            return null;
        }
        char first = text.charAt(from);
        if (first == '-' || first == '*' || first == '+') {
            return new Marker(String.valueOf(first), first, -1);
        }
        int at = from;
        while (at < text.length() && at - from < MOST_DIGITS && isDigit(text.charAt(at))) {
            at++;
        }
        if (at == from || at == text.length() || (text.charAt(at) != '.' && text.charAt(at) != ')')) {
            return null;
        }
        String digits = text.subSequence(from, at).toString();
        return new Marker(digits + text.charAt(at), text.charAt(at), Integer.parseInt(digits));
    }

    /** Whether more text could make it one. */
    static boolean isOpen(CharSequence text, int from) {
        int at = from;
        while (at < text.length() && at - from < MOST_DIGITS && isDigit(text.charAt(at))) {
            at++;
        }
        return at == text.length();
    }

    /** With another number. */
    String counted(int count) {
        return Integer.toString(count) + kind;
    }

    private static boolean isDigit(char unit) {
        return unit >= '0' && unit <= '9';
    }
}
