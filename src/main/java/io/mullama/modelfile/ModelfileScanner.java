package io.mullama.modelfile;

import java.util.regex.Pattern;

/**
 * Cuts a Modelfile into words and values, by the rules of Ollama's {@code parser.go}: a value in quotes ends where a line
 * ends with the quotes that began it, so that quotes within it need no sign before them. For one thread.
 */
final class ModelfileScanner {
    private static final String TRIPLE_QUOTES = "\"\"\"";

    /**
     * Ours: a text of lines that goes to the line that holds nothing but the word, for a text in which a line ends with
     * three quotes. {@code <<SYS>>} of Llama's templates is none.
     */
    static final Pattern HEREDOC = Pattern.compile("<<([A-Z][A-Z0-9]*)");

    private final String text;
    private int offset;
    private int line = 1;
    private int lineStart;

    ModelfileScanner(String text) {
        this.text = ModelfileText.normalized(text);
    }

    Position position() {
        return new Position(line, text.codePointCount(lineStart, offset) + 1);
    }

    /** Goes on to the next instruction; false if there is none. */
    boolean nextInstruction() {
        while (offset < text.length()) {
            char next = text.charAt(offset);
            if (next == '#') {
                skipLine();
            } else if (Character.isWhitespace(next)) {
                advance();
            } else {
                return true;
            }
        }
        return false;
    }

    /** What comes up to the next space or the line's end, which may be nothing. */
    String word() {
        int start = offset;
        while (offset < text.length() && !Character.isWhitespace(text.charAt(offset))) {
            requireText();
            offset++;
        }
        return text.substring(start, offset);
    }

    /** Goes over what is blank, but not over the line's end. */
    void skipBlanks() {
        while (offset < text.length() && text.charAt(offset) != '\n' && Character.isWhitespace(text.charAt(offset))) {
            offset++;
        }
    }

    /** What comes up to the line's end, without blanks about it. */
    String restOfLine() {
        int start = offset;
        while (offset < text.length() && text.charAt(offset) != '\n') {
            requireText();
            offset++;
        }
        return text.substring(start, offset).strip();
    }

    /** A value as it was meant: without its quotes, and with the lines between them. */
    String value() {
        skipBlanks();
        if (text.startsWith(TRIPLE_QUOTES, offset)) {
            return quoted(TRIPLE_QUOTES);
        }
        if (text.startsWith("\"", offset)) {
            return quoted("\"");
        }
        Position start = position();
        String value = restOfLine();
        var heredoc = HEREDOC.matcher(value);
        return heredoc.matches() ? heredoc(heredoc.group(1), start) : value;
    }

    private String quoted(String quotes) {
        Position start = position();
        int from = offset;
        int end = offset;
        while (true) {
            boolean last = offset == text.length();
            if (last || text.charAt(offset) == '\n') {
                // Both quotes must be there, and must not share a character.
                if (end - from >= 2 * quotes.length() && text.startsWith(quotes, end - quotes.length())) {
                    return text.substring(from + quotes.length(), end - quotes.length());
                }
                if (last) {
                    throw start.error(
                            "the text that begins here with " + quotes + " never ends",
                            "end it with " + quotes + " at the end of a line");
                }
            } else if (!Character.isWhitespace(text.charAt(offset))) {
                requireText();
                end = offset + 1;
            }
            advance();
        }
    }

    private String heredoc(String word, Position start) {
        if (offset < text.length()) {
            advance();
        }
        int from = offset;
        while (offset < text.length()) {
            int begin = offset;
            int end = text.indexOf('\n', offset);
            String content = text.substring(begin, end < 0 ? text.length() : end);
            if (content.equals(word)) {
                offset = begin + content.length();
                return begin == from ? "" : text.substring(from, begin - 1);
            }
            skipLine();
        }
        throw start.error("the text that begins here with <<" + word + " never ends", "end it with a line " + word);
    }

    private void skipLine() {
        while (offset < text.length() && text.charAt(offset) != '\n') {
            requireText();
            offset++;
        }
        if (offset < text.length()) {
            advance();
        }
    }

    private void advance() {
        if (text.charAt(offset++) == '\n') {
            line++;
            lineStart = offset;
        }
    }

    private void requireText() {
        if (text.charAt(offset) == '\0') {
            throw position()
                    .error("a NUL character: this is no text", "to use a model's file, write FROM and its path");
        }
    }
}
