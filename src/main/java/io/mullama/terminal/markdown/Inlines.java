package io.mullama.terminal.markdown;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads what Markdown marks within a line, one character after the other. For one thread.
 *
 * <p>A scanner of our own rather than commonmark-java: that one reads documents, so the open paragraph would have to be
 * read again with each piece, and could then look different from what was printed. This one runs CommonMark's own
 * algorithm for delimiters forwards, and what has begun and does not end on its line, or within {@link #FURTHEST}
 * characters, is text.
 */
final class Inlines {
    static final int FURTHEST = 256;

    private final InkSink sink;
    private final StringBuilder ahead = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();
    private final Deque<Piece> brackets = new ArrayDeque<>();

    private Ink base = Ink.PLAIN;

    /** The characters of the line before those ahead. */
    private int passed;

    private int before = '\n';

    Inlines(InkSink sink) {
        this.sink = sink;
    }

    /** The ink of the text from here on where nothing is marked. */
    void base(Ink ink) {
        base = ink;
    }

    void add(int codePoint) {
        ahead.appendCodePoint(codePoint);
        scan(false);
        while (passed + ahead.length() - earliest() > FURTHEST) {
            giveUp();
        }
    }

    /** What has begun does not end any more. */
    void endLine() {
        scan(true);
        brackets.clear();
        Emphasis.resolve(pieces, 0);
        for (Piece piece : pieces) {
            print(piece);
        }
        pieces.clear();
        passed = 0;
        before = '\n';
    }

    /** Where the first thing begins that is not known for what it is. */
    private int earliest() {
        for (Piece piece : pieces) {
            if (piece.isOpen()) {
                return piece.at;
            }
        }
        return passed;
    }

    private void giveUp() {
        if (pieces.isEmpty()) {
            step(true);
            scan(false);
            return;
        }
        Piece first = pieces.get(0);
        first.settle();
        brackets.remove(first);
        settle();
    }

    private void scan(boolean last) {
        boolean moved = true;
        while (!ahead.isEmpty() && moved) {
            moved = step(last);
        }
    }

    /** Reads what is next; false where that takes more of the line. */
    private boolean step(boolean last) {
        Spans.Span span = Spans.read(ahead, last);
        if (span.isOpen()) {
            return false;
        } else if (span.length() > 0) {
            return text(span.shown(), span.ink(), span.length());
        }
        return switch (ahead.charAt(0)) {
            case '*', '_', '~' -> delimiters(last);
            case '[' -> bracket("[");
            case '!' -> image(last);
            case ']' -> closed(last);
            default -> character();
        };
    }

    private boolean character() {
        int codePoint = ahead.codePointAt(0);
        if (pieces.isEmpty()) {
            sink.put(codePoint, base);
            pass(Character.charCount(codePoint));
            return true;
        }
        return text(Character.toString(codePoint), Ink.PLAIN, Character.charCount(codePoint));
    }

    private boolean text(String shown, Ink ink, int length) {
        int last = pieces.size() - 1;
        Piece piece = Piece.text(passed, shown, base.with(ink));
        pass(length);
        if (pieces.isEmpty()) {
            print(piece);
        } else if (pieces.get(last).takes(piece.ink)) {
            pieces.get(last).text.append(shown);
        } else {
            pieces.add(piece);
        }
        return true;
    }

    private boolean delimiters(boolean last) {
        char delimiter = ahead.charAt(0);
        int length = 1;
        while (length < ahead.length() && ahead.charAt(length) == delimiter) {
            length++;
        }
        if (length == ahead.length() && !last) {
            return false;
        }
        if (delimiter == '~' && length != 2) {
            return text(ahead.substring(0, length), Ink.PLAIN, length);
        }
        int after = length == ahead.length() ? '\n' : ahead.codePointAt(length);
        pieces.add(Piece.delimiters(passed, ahead.substring(0, length), base, before, after));
        pass(length);
        settle();
        return true;
    }

    private boolean image(boolean last) {
        if (ahead.length() == 1 && !last) {
            return false;
        }
        return ahead.indexOf("![") == 0 ? bracket("![") : text("!", Ink.PLAIN, 1);
    }

    private boolean bracket(String opening) {
        Piece piece = Piece.bracket(passed, opening, base);
        pieces.add(piece);
        brackets.push(piece);
        pass(opening.length());
        return true;
    }

    private boolean closed(boolean last) {
        if (brackets.isEmpty()) {
            return text("]", Ink.PLAIN, 1);
        }
        if (ahead.length() == 1 && !last) {
            return false;
        }
        boolean tailed = ahead.length() > 1 && ahead.charAt(1) == '(';
        LinkTail tail = tailed ? LinkTail.read(ahead, 1) : null;
        if (tail != null && tail.isOpen() && !last) {
            return false;
        }
        Piece opening = brackets.pop();
        opening.bracket = false;
        if (tail == null || tail.isOpen()) {
            text("]", Ink.PLAIN, 1);
        } else {
            link(opening, tail);
        }
        settle();
        return true;
    }

    private void link(Piece opening, LinkTail tail) {
        int begin = pieces.indexOf(opening) + 1;
        Emphasis.resolve(pieces, begin);
        StringBuilder shown = new StringBuilder();
        for (Piece inside : pieces.subList(begin, pieces.size())) {
            inside.settle();
            inside.ink = inside.ink.with(Ink.UNDERLINED);
            shown.append(inside.text);
        }
        if (!opening.text.toString().equals("![")) {
            // A link is in no other link; what looked like one is text.
            for (Piece outer : brackets) {
                outer.bracket &= outer.text.charAt(0) == '!';
            }
            brackets.removeIf(outer -> !outer.bracket);
        }
        opening.text.setLength(0);
        Piece address = Piece.text(passed, address(shown.toString(), tail.address()), Ink.DIM);
        pieces.add(address);
        pass(tail.end());
    }

    private static String address(String shown, String address) {
        if (address.isEmpty() || shown.equals(address) || address.equals("mailto:" + shown)) {
            return "";
        }
        return shown.isEmpty() ? "(" + address + ")" : " (" + address + ")";
    }

    /** Prints what cannot change any more. */
    private void settle() {
        if (brackets.isEmpty()) {
            Emphasis.resolve(pieces, 0);
        }
        int known = 0;
        while (known < pieces.size() && !pieces.get(known).isOpen()) {
            print(pieces.get(known++));
        }
        pieces.subList(0, known).clear();
    }

    private void print(Piece piece) {
        for (int i = 0; i < piece.text.length(); ) {
            int codePoint = piece.text.codePointAt(i);
            sink.put(codePoint, piece.ink);
            i += Character.charCount(codePoint);
        }
    }

    private void pass(int length) {
        before = ahead.codePointBefore(length);
        ahead.delete(0, length);
        passed += length;
    }
}
