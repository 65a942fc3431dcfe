package io.mullama.terminal.markdown;

import org.jspecify.annotations.Nullable;

/** Colours comments, strings, numbers, keywords and keys of a language. For one block of code. */
final class CodeHighlighting implements Highlighting {
    private static final Ink KEYWORD = Ink.MAGENTA;
    private static final Ink NUMBER = Ink.YELLOW;
    private static final Ink KEY = Ink.CYAN;

    private final Language language;

    /** What the line before left open. */
    private Language.@Nullable Span open;

    CodeHighlighting(Language language) {
        this.language = language;
    }

    @Override
    public InkedText line(String code) {
        InkedText line = new InkedText();
        int at = 0;
        Language.Span begun = open;
        if (begun != null) {
            int end = begun.end(code, 0);
            at = end < 0 ? code.length() : end;
            open = end < 0 ? begun : null;
            line.append(code.substring(0, at), begun.ink());
        }
        while (at < code.length()) {
            int end = spanned(code, at, line);
            at = end > at ? end : word(code, at, line);
        }
        return line;
    }

    /** Appends the comment or string that begins at this place. Returns where it ends; there where there is none. */
    private int spanned(String code, int at, InkedText line) {
        for (Language.Span span : language.spans()) {
            if (!span.begins(code, at)) {
                continue;
            }
            int from = at + span.open().length();
            int end = span.end(code, from);
            if (end < 0 && span.lines()) {
                open = span;
                end = code.length();
            }
            boolean character = span.longest() == 0 || end - from <= span.longest() + 1 || code.startsWith("\\", from);
            if (end >= 0 && character) {
                line.append(code.substring(at, end), isKey(code, end) ? KEY : span.ink());
                return end;
            }
        }
        return at;
    }

    private int word(String code, int at, InkedText line) {
        int end = at;
        while (end < code.length() && isWord(code.charAt(end), at < end && Character.isDigit(code.charAt(at)))) {
            end++;
        }
        if (end == at) {
            line.append(code.codePointAt(at), Ink.PLAIN);
            return at + Character.charCount(code.codePointAt(at));
        }
        String word = code.substring(at, end);
        line.append(word, ink(word, isKey(code, end)));
        return end;
    }

    private Ink ink(String word, boolean key) {
        if (key) {
            return KEY;
        } else if (Character.isDigit(word.charAt(0))) {
            return NUMBER;
        }
        return language.isKeyword(word) ? KEYWORD : Ink.PLAIN;
    }

    private boolean isWord(char unit, boolean inNumber) {
        return Character.isLetterOrDigit(unit)
                || unit == '_'
                || (inNumber && unit == '.')
                || (language.key() != 0 && unit == '-');
    }

    /** Whether what ends at this place is a key, as before the colon in JSON. */
    private boolean isKey(String code, int end) {
        int at = end;
        while (at < code.length() && code.charAt(at) == ' ') {
            at++;
        }
        return language.key() != 0
                && at < code.length()
                && code.charAt(at) == language.key()
                && (at + 1 == code.length()
                        || language.key() == '='
                        || " \t\"[{0123456789tfn-".indexOf(code.charAt(at + 1)) >= 0);
    }
}
