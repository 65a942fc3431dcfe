package io.mullama.chat.answer;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The text of an answer that has come and has not been understood yet. Not thread-safe. */
final class Incoming {
    /** Whether the text begins with a marker. */
    enum Reach {
        YES,
        NO,
        /** As far as it goes; more text must come to know. */
        OPEN
    }

    /**
     * Where the first of some markers is.
     *
     * @param marker null if there is none; then a marker may begin at the position, which is the text's end otherwise
     */
    record Found(int position, @Nullable String marker) {}

    private final StringBuilder text = new StringBuilder();
    private boolean ended;
    private boolean cut;

    void append(String more) {
        text.append(more);
    }

    /** No more text comes. */
    void end() {
        ended = true;
    }

    /** No more text comes, and it was cut off in the middle: what may be the beginning of a call is one. */
    void cut() {
        ended = true;
        cut = true;
    }

    boolean isCut() {
        return cut;
    }

    boolean isEnded() {
        return ended;
    }

    int length() {
        return text.length();
    }

    char at(int index) {
        return text.charAt(index);
    }

    /** A part of it, which stays. */
    String peek(int start, int end) {
        return text.substring(start, end);
    }

    /** Removes so many characters from the beginning. */
    String take(int length) {
        String taken = text.substring(0, length);
        text.delete(0, length);
        return taken;
    }

    /** Removes all from an index on. */
    void leaveOut(int start) {
        text.setLength(start);
    }

    String takeAll() {
        return take(text.length());
    }

    /** The index of the first character from there on that is no white space; the length if there is none. */
    int afterBlanks(int start) {
        int at = start;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The end of the last character before an index that is no white space; 0 if there is none. */
    int beforeBlanks(int end) {
        int at = end;
        while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** Whether the text at that index begins with a marker. */
    Reach reach(int index, String marker) {
        int there = Math.min(marker.length(), text.length() - index);
        for (int i = 0; i < there; i++) {
            if (text.charAt(index + i) != marker.charAt(i)) {
                return Reach.NO;
            }
        }
        return there == marker.length() ? Reach.YES : ended ? Reach.NO : Reach.OPEN;
    }

    /** The first of the markers from that index on, the longest if several begin there. */
    Found find(int start, Collection<String> markers) {
        for (int i = start; i < text.length(); i++) {
            Found found = findAt(i, markers);
            if (found != null) {
                return found;
            }
        }
        return new Found(text.length(), null);
    }

    /** The longest of the markers that begins at that index; null if none does. */
    @Nullable
    Found findAt(int index, Collection<String> markers) {
        String longest = null;
        boolean open = false;
        for (String marker : markers) {
            Reach reach = reach(index, marker);
            open |= reach == Reach.OPEN;
            if (reach == Reach.YES && (longest == null || marker.length() > longest.length())) {
                longest = marker;
            }
        }
        return open ? new Found(index, null) : longest == null ? null : new Found(index, longest);
    }
}
