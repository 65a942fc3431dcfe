package io.mullama.terminal.markdown;

/** Reads what stands for itself within a line: escapes, code, formulas, addresses, tags, entities. Pure functions. */
final class Spans {
    /**
     * What was read.
     *
     * @param length how much of the text it is; 0 where there is none
     * @param shown what to print of it
     */
    record Span(int length, String shown, Ink ink) {
        /** Whether more has to come before it can be known. */
        boolean isOpen() {
            return length < 0;
        }
    }

    private static final Span OPEN = new Span(-1, "", Ink.PLAIN);

    private static final Span NONE = new Span(0, "", Ink.PLAIN);

    private Spans() {}

    /**
     * Reads the one that the text begins with.
     *
     * @param last whether no more comes, so that what is open is none
     */
    static Span read(StringBuilder text, boolean last) {
        Span span = switch (text.charAt(0)) {
            case '\\' -> escape(text);
            case '`' -> code(text, last);
            case '$' -> dollars(text);
            case '<' -> angles(text);
            case '&' -> entity(text);
            default -> NONE;
        };
        if (span.isOpen() && last) {
            char unit = text.charAt(0);
            if (unit == '`') {
                return run(text);
            }
            // A backslash that ends a line ends it.
            return unit == '\\' && text.length() == 1 ? new Span(1, "", Ink.PLAIN) : literal(text, 1);
        }
        return span;
    }

    private static Span literal(StringBuilder text, int length) {
        return new Span(length, text.substring(0, length), Ink.PLAIN);
    }

    private static Span escape(StringBuilder text) {
        if (text.length() == 1) {
            return OPEN;
        }
        char escaped = text.charAt(1);
        if (escaped == '(' || escaped == '[') {
            // Models write formulas so; nothing in them is Markdown.
            String close = escaped == '(' ? "\\)" : "\\]";
            int end = text.indexOf(close, 2);
            return end < 0 ? OPEN : literal(text, end + 2);
        }
        if (escaped == ')' || escaped == ']') {
            return literal(text, 2);
        }
        return Entities.isPunctuation(escaped) ? new Span(2, String.valueOf(escaped), Ink.PLAIN) : literal(text, 1);
    }

    private static Span run(StringBuilder text) {
        return literal(text, runLength(text, 0));
    }

    private static int runLength(StringBuilder text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) == '`') {
            end++;
        }
        return end - from;
    }

    private static Span code(StringBuilder text, boolean last) {
        int length = runLength(text, 0);
        int at = text.indexOf("`", length);
        while (at >= 0) {
            int closing = runLength(text, at);
            if (at + closing == text.length() && !last) {
                return OPEN;
            }
            if (closing == length) {
                return new Span(at + closing, trimmed(text.substring(length, at)), Ink.CYAN);
            }
            at = text.indexOf("`", at + closing);
        }
        return OPEN;
    }

    /** Code that begins or ends with a backtick has a space there. */
    private static String trimmed(String code) {
        boolean padded = code.length() > 2 && code.startsWith(" ") && code.endsWith(" ");
        return padded && !code.isBlank() ? code.substring(1, code.length() - 1) : code;
    }

    private static Span dollars(StringBuilder text) {
        if (text.length() == 1) {
            return OPEN;
        }
        char next = text.charAt(1);
        if (next == '$') {
            int end = text.indexOf("$$", 2);
            return end < 0 ? OPEN : literal(text, end + 2);
        }
        // Prices begin with digits.
        if (!Character.isLetter(next) && next != '\\') {
            return NONE;
        }
        int end = text.indexOf("$", 1);
        if (end < 0) {
            return OPEN;
        }
        return literal(text, text.charAt(end - 1) == ' ' ? 1 : end + 1);
    }

    private static Span angles(StringBuilder text) {
        if (text.length() == 1) {
            return OPEN;
        }
        char next = text.charAt(1);
        if (!Character.isLetter(next) && next != '/' && next != '!' && next != '?') {
            return NONE;
        }
        int end = text.indexOf(">", 1);
        int other = text.indexOf("<", 1);
        if (other >= 0 && (end < 0 || other < end)) {
            return NONE;
        }
        if (end < 0) {
            return OPEN;
        }
        String inside = text.substring(1, end);
        return isAddress(inside) ? new Span(end + 1, inside, Ink.UNDERLINED) : literal(text, end + 1);
    }

    private static boolean isAddress(String text) {
        if (text.indexOf(' ') >= 0) {
            return false;
        }
        int colon = text.indexOf(':');
        if (colon > 1 && colon <= 32) {
            for (int i = 0; i < colon; i++) {
                if (!Character.isLetterOrDigit(text.charAt(i)) && "+.-".indexOf(text.charAt(i)) < 0) {
                    return false;
                }
            }
            return true;
        }
        return text.indexOf('@') > 0 && text.indexOf('@') < text.length() - 1;
    }

    private static Span entity(StringBuilder text) {
        int end = Entities.end(text, 0);
        if (end < 0) {
            return Entities.isOpen(text, 0) ? OPEN : NONE;
        }
        int character = Entities.character(text.substring(0, end));
        return character < 0 ? NONE : new Span(end, Character.toString(character), Ink.PLAIN);
    }
}
