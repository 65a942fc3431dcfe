package io.mullama.terminal.markdown;

import java.util.function.IntConsumer;

/**
 * Lets through what a terminal may be told to write by others, as whole characters. For one text; not thread-safe.
 *
 * <p>A control character (ESC, BEL, those from U+0080 on) becomes {@code U+FFFD}, so that no model, file or hub sets the window's
 * title or clears the screen, and what is left of its try can be told for what it is. A carriage return is nothing, a
 * tab the spaces up to the next stop of four in the text as it was written.
 */
public final class SafeText {
    private static final int TAB = 4;
    private static final int REPLACEMENT = 0xFFFD;

    /** No lambda: lists are printed through it, and linking the first one takes 5 ms. */
    private record Collected(StringBuilder text) implements IntConsumer {
        @Override
        public void accept(int codePoint) {
            text.appendCodePoint(codePoint);
        }
    }

    private final IntConsumer next;
    private char firstHalf;
    private int column;

    /** Hands on characters, and {@code \n} for the end of a line. */
    public SafeText(IntConsumer next) {
        this.next = next;
    }

    /** A whole text of lines. */
    public static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        Collected collected = new Collected(new StringBuilder());
        SafeText filter = new SafeText(collected);
        filter.add(text);
        filter.end();
        return collected.text.toString();
    }

    /** A whole text in one line. */
    public static String line(String text) {
        return of(text).replace('\n', ' ');
    }

    public void add(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            add(piece.charAt(i));
        }
    }

    /** No more comes. */
    public void end() {
        if (firstHalf != 0) {
            firstHalf = 0;
            one(REPLACEMENT);
        }
    }

    private void add(char unit) {
        if (firstHalf != 0 && Character.isLowSurrogate(unit)) {
            int codePoint = Character.toCodePoint(firstHalf, unit);
            firstHalf = 0;
            one(codePoint);
            return;
        }
        end();
        if (Character.isHighSurrogate(unit)) {
            firstHalf = unit;
        } else {
            one(unit);
        }
    }

    private void one(int codePoint) {
        if (codePoint == '\n') {
            column = 0;
            next.accept('\n');
        } else if (codePoint == '\t') {
            do {
                one(' ');
            } while (column % TAB != 0);
        } else if (codePoint != '\r') {
            column++;
            next.accept(isSafe(codePoint) ? codePoint : REPLACEMENT);
        }
    }

    /** Whether nothing of it has to be changed, as of nearly all texts. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit != '\n' && !isSafe(unit)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a character that does nothing but be seen. */
    static boolean isSafe(int codePoint) {
        if (!Character.isValidCodePoint(codePoint)) {
            return false;
        }
        int type = Character.getType(codePoint);
        return type != Character.CONTROL
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
