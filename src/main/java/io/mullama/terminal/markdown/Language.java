package io.mullama.terminal.markdown;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What of a programming language is worth a colour. Immutable.
 *
 * @param keywords in lower case where case makes no difference
 * @param ignoresCase whether it makes none
 * @param spans comments and strings, those first whose beginnings are beginnings of others too long to be taken for them
 * @param key the character after a name that makes it a key; 0 for none
 */
record Language(Set<String> keywords, boolean ignoresCase, List<Span> spans, char key) {
    /**
     * From one text to another.
     *
     * @param close empty for the end of the line
     * @param lines whether it may go on over the end of a line
     * @param escapes whether a backslash takes the character after it out of the game
     * @param longest how many characters may be between; 0 for any number
     */
    record Span(String open, String close, Ink ink, boolean lines, boolean escapes, int longest) {
        static Span comment(String open) {
            return new Span(open, "", Ink.DIM, false, false, 0);
        }

        static Span comment(String open, String close) {
            return new Span(open, close, Ink.DIM, true, false, 0);
        }

        static Span string(String quote) {
            return new Span(quote, quote, Ink.GREEN, false, true, 0);
        }

        /** Over the ends of lines. */
        static Span text(String quote, boolean escapes) {
            return new Span(quote, quote, Ink.GREEN, true, escapes, 0);
        }

        /** A character; in some languages the same quote stands for something else. */
        static Span character() {
            return new Span("'", "'", Ink.GREEN, false, true, 2);
        }

        /** Whether it begins at this place: a number sign within a word begins no comment. */
        boolean begins(String code, int at) {
            return code.startsWith(open, at)
                    && (!open.equals("#") || at == 0 || " \t;)]},".indexOf(code.charAt(at - 1)) >= 0);
        }

        /** Where it ends that began, or goes on, before this place; -1 where it does not end in the line. */
        int end(String code, int from) {
            if (close.isEmpty()) {
                return code.length();
            }
            for (int at = from; at < code.length(); at++) {
                if (code.startsWith(close, at)) {
                    return at + close.length();
                } else if (escapes && code.charAt(at) == '\\') {
                    at++;
                }
            }
            return -1;
        }
    }

    boolean isKeyword(String word) {
        return keywords.contains(ignoresCase ? word.toLowerCase(Locale.ROOT) : word);
    }
}
