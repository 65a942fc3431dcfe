package io.mullama.gguf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads strings, of which it keeps no more than a fixed number of bytes in all in memory. For one thread. */
final class TextReader {
    /** In bytes; the headers of models in use keep less than 1 MiB. */
    static final long TOTAL_LIMIT = 16L << 20;

    private static final char REPLACEMENT = '\ufffd';

    private final ByteCursor cursor;
    private long left = TOTAL_LIMIT;

    TextReader(ByteCursor cursor) {
        this.cursor = cursor;
    }

    /** Reads a string; broken UTF-8 becomes U+FFFD. */
    String text() throws IOException, GgufException {
        return text(cursor.stringLength());
    }

    /** Reads a string of a known length in bytes. */
    String text(long length) throws IOException, GgufException {
        if (length > left) {
            throw GgufException.damaged("the strings of the header take more than " + TOTAL_LIMIT + " bytes at byte "
                    + cursor.position() + " (" + cursor.place() + ")");
        }
        left -= length;
        return new String(cursor.bytes((int) length), StandardCharsets.UTF_8);
    }

    /** Reads the name of a key or tensor, which is safe to show in a terminal. */
    String name(int maxLength) throws IOException, GgufException {
        long start = cursor.position();
        long length = cursor.stringLength();
        if (length == 0 || length > maxLength) {
            throw GgufException.damaged(cursor.place() + " has a name of " + length + " bytes at byte " + start
                    + ", which must be 1 to " + maxLength);
        }
        String name = text(length);
        if (!isVisible(name)) {
            throw GgufException.damaged(
                    cursor.place() + " has a name at byte " + start + " with broken UTF-8 or control characters");
        }
        return name;
    }

    private static boolean isVisible(String name) {
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            if (!isVisible(name.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> c != REPLACEMENT;
        };
    }
}
