package io.mullama.template.syntax;

/**
 * A template's source with its line ends normalized and one final newline dropped, as Jinja reads it. Immutable.
 *
 * @param name what error messages call the template
 */
public record Source(String name, String text) {
    /** Real chat templates stay below 50,000 characters. */
    private static final int MAX_LENGTH = 1 << 20;

    /** A place in the source as people count: from 1. */
    public record Position(int line, int column) {}

    /** Reads a source; fails where it is longer than any template is. */
    public static Source of(String name, String raw) {
        if (raw.length() > MAX_LENGTH) {
            throw new SyntaxException(0, "the template is longer than " + MAX_LENGTH + " characters");
        }
        String text = raw.indexOf('\r') < 0 ? raw : raw.replace("\r\n", "\n").replace('\r', '\n');
        return new Source(name, text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    }

    /** The line and the column, in code points, of an offset in UTF-16 units. */
    public Position position(int offset) {
        int end = Math.min(offset, text.length());
        int line = 1;
        int start = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
            line++;
            start = i + 1;
        }
        return new Position(line, text.codePointCount(start, end) + 1);
    }
}
