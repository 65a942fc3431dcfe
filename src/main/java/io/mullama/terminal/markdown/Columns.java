package io.mullama.terminal.markdown;

import org.jline.utils.WCWidth;

/** Counts the columns of characters that follow each other: marks and joined emoji add none. For one thread. */
public final class Columns {
    private static final int JOINER = 0x200D;
    private static final int AS_EMOJI = 0xFE0F;
    private static final int FIRST_SYMBOL = 0x2190;

    private int last = -1;
    private int lastWidth;
    private boolean halfFlag;

    /** Those of a whole text. */
    public static int of(CharSequence text) {
        Columns columns = new Columns();
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = Character.codePointAt(text, i);
            width += columns.add(codePoint);
            i += Character.charCount(codePoint);
        }
        return width;
    }

    /** Where the beginning of a text ends that takes so many columns at most; within no character as it is seen. */
    public static int fitting(CharSequence text, int width) {
        Columns columns = new Columns();
        int taken = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = Character.codePointAt(text, i);
            begin = columns.joins(codePoint) ? begin : i;
            taken += columns.add(codePoint);
            if (taken > width) {
                return begin;
            }
            i += Character.charCount(codePoint);
        }
        return text.length();
    }

    /** Whether the character is shown in one cell with what came before it. */
    boolean joins(int codePoint) {
        if (last < 0 || codePoint < 0x300) {
            return false;
        }
        return base(codePoint) == 0
                || (last == JOINER && lastWidth == 2 && codePoint >= FIRST_SYMBOL)
                || (isSkinTone(codePoint) && lastWidth == 2)
                || (halfFlag && isHalfFlag(codePoint));
    }

    /** How many columns more it takes. */
    int add(int codePoint) {
        if (joins(codePoint)) {
            boolean widens = codePoint == AS_EMOJI && lastWidth == 1 && last >= FIRST_SYMBOL;
            last = codePoint;
            halfFlag = false;
            lastWidth += widens ? 1 : 0;
            return widens ? 1 : 0;
        }
        last = codePoint;
        halfFlag = isHalfFlag(codePoint);
        lastWidth = halfFlag ? 2 : base(codePoint);
        return lastWidth;
    }

    /** Nothing came before. */
    void reset() {
        last = -1;
        lastWidth = 0;
        halfFlag = false;
    }

    private static int base(int codePoint) {
        if (codePoint < 0x300 || isPlainSymbol(codePoint)) {
            return 1;
        }
        if (Character.getType(codePoint) == Character.FORMAT) {
            return 0;
        }
        return isSkinTone(codePoint) ? 2 : Math.max(0, WCWidth.wcwidth(codePoint));
    }

    /** Dashes, quotation marks, bullets, lines: with letters, all that most answers need, and no reason to load tables. */
    private static boolean isPlainSymbol(int codePoint) {
        return (codePoint >= 0x2010 && codePoint <= 0x2027) || (codePoint >= 0x2500 && codePoint <= 0x25EF);
    }

    private static boolean isHalfFlag(int codePoint) {
        return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
    }

    private static boolean isSkinTone(int codePoint) {
        return codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
    }
}
