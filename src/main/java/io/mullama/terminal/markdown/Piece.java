package io.mullama.terminal.markdown;

/** A stretch of a line that is held back until it is known how it looks. For one thread. */
final class Piece {
    /** Where in the line it begins. */
    final int at;

    final StringBuilder text;
    Ink ink;

    /** How many characters the run of delimiters had; 0 where it is none. */
    final int length;

    boolean opens;
    boolean closes;

    /** Whether it may begin a link. */
    boolean bracket;

    private Piece(int at, String text, Ink ink, int length) {
        this.at = at;
        this.text = new StringBuilder(text);
        this.ink = ink;
        this.length = length;
    }

    static Piece bracket(int at, String text, Ink ink) {
        Piece piece = text(at, text, ink);
        piece.bracket = true;
        return piece;
    }

    static Piece text(int at, String text, Ink ink) {
        return new Piece(at, text, ink, 0);
    }

    /** A run of {@code *}, {@code _} or {@code ~} between two characters: CommonMark's "left-" and "right-flanking". */
    static Piece delimiters(int at, String run, Ink ink, int before, int after) {
        Piece piece = new Piece(at, run, ink, run.length());
        boolean left = !isSpace(after) && (!isPunctuation(after) || separates(before));
        boolean right = !isSpace(before) && (!isPunctuation(before) || separates(after));
        boolean word = run.charAt(0) == '_';
        piece.opens = left && (!word || !right || isPunctuation(before));
        piece.closes = right && (!word || !left || isPunctuation(after));
        return piece;
    }

    /** Whether more text of an ink can be a part of it. */
    boolean takes(Ink other) {
        return length == 0 && !bracket && ink.equals(other);
    }

    boolean mayOpen() {
        return opens && !text.isEmpty();
    }

    boolean mayClose() {
        return closes && !text.isEmpty();
    }

    /** Whether what comes may still change how it looks. */
    boolean isOpen() {
        return bracket || mayOpen();
    }

    /** Whether this run, which closes, ends what the other one begins. */
    boolean ends(Piece opener) {
        if (!opener.mayOpen() || opener.text.charAt(0) != text.charAt(0)) {
            return false;
        }
        boolean both = opener.closes || opens;
        return !both || (opener.length + length) % 3 != 0 || (opener.length % 3 == 0 && length % 3 == 0);
    }

    /** So many delimiters have done their duty. */
    void use(int count) {
        text.setLength(text.length() - count);
    }

    /** It is what it is. */
    void settle() {
        opens = false;
        closes = false;
        bracket = false;
    }

    /** What may stand outside of a delimiter with punctuation inside. */
    private static boolean separates(int codePoint) {
        // Chinese and Japanese put no space there: **「so」**と.
        return isSpace(codePoint) || isPunctuation(codePoint) || LineBreaks.hasNoSpaces(codePoint);
    }

    private static boolean isSpace(int codePoint) {
        return codePoint == '\n' || Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    private static boolean isPunctuation(int codePoint) {
        int type = Character.getType(codePoint);
        return type >= Character.DASH_PUNCTUATION && type <= Character.FINAL_QUOTE_PUNCTUATION;
    }
}
