package io.mullama.terminal.markdown;

/**
 * What Markdown is drawn with. Immutable.
 *
 * @param colours otherwise marks are left as they were written, for what they mean could not be seen
 * @param unicode whether the font has bullets and lines
 */
public record Look(boolean colours, boolean unicode) {
    private static final String[] BULLETS = {"•", "◦", "▪"};
    private static final String[] ASCII_BULLETS = {"*", "-", "+"};

    /** Of a list in so many others. */
    String bullet(int depth) {
        String[] bullets = unicode ? BULLETS : ASCII_BULLETS;
        return bullets[depth % bullets.length];
    }

    /** To the left of what is quoted. */
    String quote() {
        return !colours ? ">" : unicode ? "│" : "|";
    }

    /** Between columns. */
    String vertical() {
        return colours && unicode ? "│" : "|";
    }

    String horizontal() {
        return colours && unicode ? "─" : "-";
    }

    String doubled() {
        return colours && unicode ? "═" : "=";
    }

    String crossing() {
        return !colours ? "|" : unicode ? "┼" : "+";
    }
}
