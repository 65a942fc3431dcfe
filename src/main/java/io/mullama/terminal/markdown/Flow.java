package io.mullama.terminal.markdown;

import java.util.function.IntSupplier;

/**
 * Writes words into lines as wide as the window is when they begin. For one answer; not thread-safe.
 *
 * <p>Only ever appends: what was printed stands, however the window is resized or scrolled. A word is held back until it
 * is known where it ends, so at most one. Every word is printed with its own inks set and reset, so that whoever prints
 * something between two pieces finds the terminal as it should be.
 */
public final class Flow {
    private static final int ENDLESS = Integer.MAX_VALUE / 2;
    private static final int LEAST_TEXT = 20;

    private final IntSupplier columns;
    private final Lines lines;
    private final boolean wraps;

    private final InkedText gap = new InkedText();
    private final InkedText word = new InkedText();
    private final Columns wordColumns = new Columns();
    private int wordWidth;
    private int lastCharacter = -1;
    private int lastCluster;

    private Margins margins = Margins.NONE;
    private boolean blank = true;
    private boolean begun;
    private int breaks;
    private int width;
    private int limit;
    private int margin;
    private int column;
    private int lastWidth;

    /**
     * Asks for the window's columns whenever a line begins.
     *
     * @param wraps whether lines end where the window does; otherwise only where the text's lines do
     */
    public Flow(IntSupplier columns, Lines lines, boolean wraps) {
        this.columns = columns;
        this.lines = lines;
        this.wraps = wraps;
    }

    /** Lines that begin from now on have these margins. */
    void within(Margins margins) {
        this.margins = margins;
    }

    /** A character, no line's end; lines end at spaces where they have to. */
    public void put(int codePoint, Ink ink) {
        if (codePoint == ' ') {
            endWord();
            gap.append(' ', ink);
            return;
        }
        begin();
        boolean joins = wordColumns.joins(codePoint);
        if (!joins && !word.isEmpty() && LineBreaks.between(lastCharacter, codePoint)) {
            endWord();
        }
        if (!joins) {
            lastCluster = word.length();
        }
        lastCharacter = codePoint;
        wordWidth += wordColumns.add(codePoint);
        word.append(codePoint, ink);
        if (wordWidth > limit - margin && lastCluster > 0) {
            cut();
        }
    }

    /** All characters of a text. */
    public void put(String text, Ink ink) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            put(text.codePointAt(i), ink);
        }
    }

    /** Several lines, if there are newlines in it. */
    void put(InkedText text) {
        text.each((codePoint, ink) -> {
            if (codePoint == '\n') {
                newLine();
            } else {
                put(codePoint, ink);
            }
        });
    }

    /** A line of its own that is not wrapped. */
    void line(InkedText text) {
        if (column > margin || !word.isEmpty()) {
            endLine();
        }
        part(text);
        endLine();
    }

    /** More of such a line. */
    void part(InkedText text) {
        begin();
        lines.text(text);
        column += text.width();
    }

    /** Ends the line, if one is begun. */
    public void endLine() {
        endWord();
        gap.clear();
        if (begun) {
            begun = false;
            breaks = 1;
            lastWidth = column - margin;
            column = margin;
        }
    }

    /** Ends the line, and where what follows stands apart, leaves one empty before it. */
    void endBlock(boolean apart) {
        if (apart) {
            endParagraph();
        } else {
            endLine();
        }
    }

    /** The columns of the text of the line that was ended last. */
    int lastWidth() {
        return lastWidth;
    }

    /** Ends the line, and leaves one empty, and no more, before whatever follows. */
    public void endParagraph() {
        endLine();
        breaks = 2;
    }

    /** Ends the line, or leaves one empty. */
    public void newLine() {
        if (begun) {
            endLine();
        } else {
            gap.clear();
            breaks++;
        }
    }

    /** Nothing follows. */
    public void end() {
        endLine();
        if (!blank) {
            lines.end();
        }
        blank = true;
        breaks = 0;
    }

    /** Begins the line, if it is not begun: its margin is printed. */
    void begin() {
        if (begun) {
            return;
        }
        for (int i = 0; i < breaks && !blank; i++) {
            if (i > 0) {
                lines.text(margins.gap());
            }
            lines.end();
        }
        width = Math.max(1, columns.getAsInt());
        limit = wraps ? width : ENDLESS;
        InkedText left = margins.line(width - Math.min(width / 2, LEAST_TEXT));
        lines.text(left);
        margin = Math.min(left.width(), width - 1);
        column = margin;
        begun = true;
        blank = false;
        breaks = 0;
    }

    /** How many columns of a line that begins now are left for text; begins it. */
    int room() {
        begin();
        return width - margin;
    }

    private void endWord() {
        if (word.isEmpty()) {
            return;
        }
        if (column > margin && column + gap.length() + wordWidth > limit) {
            wrap();
        }
        if (wordWidth > limit - column - gap.length()) {
            gap.clear();
        }
        column += gap.length() + wordWidth;
        gap.append(word);
        lines.text(gap);
        gap.clear();
        forget();
    }

    /** The word is wider than a line: what fits of it is one. */
    private void cut() {
        InkedText rest = word.part(lastCluster, word.length());
        InkedText head = word.part(0, lastCluster);
        if (column > margin) {
            wrap();
        }
        gap.clear();
        lines.text(head);
        wrap();
        forget();
        rest.each((codePoint, ink) -> {
            lastCharacter = codePoint;
            wordWidth += wordColumns.add(codePoint);
        });
        word.append(rest);
    }

    private void wrap() {
        gap.clear();
        begun = false;
        breaks = 1;
        begin();
    }

    private void forget() {
        word.clear();
        wordColumns.reset();
        wordWidth = 0;
        lastCluster = 0;
    }
}
