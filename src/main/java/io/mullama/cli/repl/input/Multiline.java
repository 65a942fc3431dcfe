package io.mullama.cli.repl.input;

/** Tells when a message has another line, and what the marks for that stand around. Stateless. */
final class Multiline {
    private static final String MARK = "\"\"\"";
    private static final String SYSTEM = "/set system";

    private Multiline() {}

    /** Whether the last line ends in a backslash that is not itself behind one. */
    static boolean isContinued(String text) {
        int backslashes = 0;
        while (backslashes < text.length() && text.charAt(text.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    /** Whether three quotes begin the text, and none end it. */
    static boolean isOpen(String text) {
        String marked = text.strip();
        if (marked.startsWith(SYSTEM)) {
            marked = marked.substring(SYSTEM.length()).strip();
        }
        return marked.startsWith(MARK) && !isMarked(marked);
    }

    /** The message between three quotes, or the text as it is. */
    static String message(String text) {
        String marked = text.strip();
        return isMarked(marked)
                ? withoutBlankLines(marked.substring(MARK.length(), marked.length() - MARK.length()))
                : text;
    }

    /** What stands behind the first mark and before the last is no line; a blank before a word may mean something. */
    private static String withoutBlankLines(String text) {
        String first = text.stripLeading();
        int line = text.lastIndexOf('\n', text.length() - first.length());
        return text.substring(line + 1).stripTrailing();
    }

    private static boolean isMarked(String text) {
        return text.length() >= 2 * MARK.length() && text.startsWith(MARK) && text.endsWith(MARK);
    }
}
