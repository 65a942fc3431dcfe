package io.mullama.terminal.markdown;

/** A heading's line. Immutable. */
record Heading(int level, String written, String text) {
    static final int DEEPEST = 6;

    private static final Ink[] INKS = {
        Ink.BOLD.with(Ink.UNDERLINED).with(Ink.MAGENTA), Ink.BOLD.with(Ink.MAGENTA), Ink.BOLD
    };

    /** Reads a line that begins with so many number signs. */
    static Heading of(int level, String line) {
        String written = line.strip();
        String text = written.substring(level).strip();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '#') {
            end--;
        }
        boolean closed = end == 0 || text.charAt(end - 1) == ' ';
        return new Heading(level, written, closed ? text.substring(0, end).strip() : text);
    }

    Ink ink() {
        return INKS[Math.min(level, INKS.length) - 1];
    }
}
