package io.mullama.terminal.markdown;

/** Colours HTML and XML: tags, the values of attributes, comments. For one block of code. */
final class MarkupHighlighting implements Highlighting {
    private static final String COMMENT = "<!--";
    private static final String COMMENT_END = "-->";

    private boolean inComment;
    private boolean inTag;

    @Override
    public InkedText line(String code) {
        InkedText line = new InkedText();
        int at = 0;
        while (at < code.length()) {
            inComment |= !inTag && code.startsWith(COMMENT, at);
            at = inComment ? comment(code, at, line) : inTag ? tag(code, at, line) : text(code, at, line);
        }
        return line;
    }

    private int comment(String code, int at, InkedText line) {
        int found = code.indexOf(COMMENT_END, at);
        inComment = found < 0;
        return append(code, at, found < 0 ? code.length() : found + COMMENT_END.length(), Ink.DIM, line);
    }

    private int tag(String code, int at, InkedText line) {
        char unit = code.charAt(at);
        if (unit == '"' || unit == '\'') {
            int found = code.indexOf(unit, at + 1);
            return append(code, at, found < 0 ? code.length() : found + 1, Ink.GREEN, line);
        }
        int end = at;
        while (end < code.length() && "\"'>".indexOf(code.charAt(end)) < 0) {
            end++;
        }
        if (end < code.length() && code.charAt(end) == '>') {
            inTag = false;
            end++;
        }
        return append(code, at, end, Ink.CYAN, line);
    }

    private int text(String code, int at, InkedText line) {
        int end = at;
        while (end < code.length() && !isTag(code, end)) {
            end++;
        }
        inTag = end < code.length() && !code.startsWith(COMMENT, end);
        return append(code, at, end, Ink.PLAIN, line);
    }

    private static boolean isTag(String code, int at) {
        return code.charAt(at) == '<'
                && at + 1 < code.length()
                && (Character.isLetter(code.charAt(at + 1)) || "/!?".indexOf(code.charAt(at + 1)) >= 0);
    }

    private static int append(String code, int from, int to, Ink ink, InkedText line) {
        line.append(code.substring(from, to), ink);
        return to;
    }
}
