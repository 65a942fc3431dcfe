package io.mullama.terminal.markdown;

import org.jspecify.annotations.Nullable;

/**
 * What follows a link's text: {@code (address "title")}. Immutable.
 *
 * @param end where it ends; -1 where it cannot be known yet, or never will
 * @param address unescaped
 */
record LinkTail(int end, String address) {
    private static final LinkTail OPEN = new LinkTail(-1, "");

    /** Whether more has to come before it can be known. */
    boolean isOpen() {
        return end < 0;
    }

    /** Reads it from where its bracket is; nothing where it is none, one that {@link #isOpen} where more has to come. */
    static @Nullable LinkTail read(CharSequence text, int bracket) {
        int at = spaces(text, bracket + 1);
        if (at == text.length()) {
            return OPEN;
        }
        int end = text.charAt(at) == '<' ? angled(text, at) : bare(text, at);
        if (end < 0 || end == text.length()) {
            return end < 0 ? null : OPEN;
        }
        String address = text.charAt(at) == '<'
                ? text.subSequence(at + 1, end - 1).toString()
                : text.subSequence(at, end).toString();
        int close = spaces(text, end);
        if (close > end && close < text.length() && "\"'(".indexOf(text.charAt(close)) >= 0) {
            int title = title(text, close);
            if (title < 0) {
                return null;
            }
            close = spaces(text, title);
        }
        if (close == text.length()) {
            return OPEN;
        }
        return text.charAt(close) == ')' ? new LinkTail(close + 1, Entities.unescaped(address)) : null;
    }

    private static int spaces(CharSequence text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static int angled(CharSequence text, int from) {
        for (int at = from + 1; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit == '>') {
                return at + 1;
            } else if (unit == '<') {
                return -1;
            } else if (unit == '\\') {
                at++;
            }
        }
        return text.length();
    }

    private static int bare(CharSequence text, int from) {
        int depth = 0;
        for (int at = from; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit == ' ' || (unit == ')' && depth == 0)) {
                return at;
            } else if (unit == '(' || unit == ')') {
                depth += unit == '(' ? 1 : -1;
            } else if (unit == '\\') {
                at++;
            }
        }
        return text.length();
    }

    private static int title(CharSequence text, int from) {
        char close = text.charAt(from) == '(' ? ')' : text.charAt(from);
        for (int at = from + 1; at < text.length(); at++) {
            if (text.charAt(at) == close) {
                return at + 1;
            } else if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '(' && close == ')') {
                return -1;
            }
        }
        return text.length();
    }
}
