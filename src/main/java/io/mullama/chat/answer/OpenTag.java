package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Reach;

/**
 * A tag with a name in it, such as {@code <invoke name="add">}. Immutable.
 *
 * @param begin stands before the name; empty for nothing
 * @param quote stands right after the name, and attributes may follow it; empty if the end follows at once
 * @param end ends the tag; empty if the name ends with its last letter
 */
record OpenTag(String begin, String quote, String end) {
    /** The longest name, and the longest attributes, in characters. */
    private static final int LIMIT = 256;

    /** What can stand in no name. */
    private static final String BORDERS = "<>{}[]()\"'`,=";

    /**
     * A tag, as far as it is there.
     *
     * @param end the index after it; the text's end if it is not there because the text has ended within it
     * @param name without white space at its borders
     * @param attributes what stands between the name and the tag's end
     */
    record Look(Reach reach, int end, String name, String attributes) {
        private static Look without(Reach reach) {
            return new Look(reach, 0, "", "");
        }
    }

    /** A tag whose name is followed by its end. */
    static OpenTag plain(String begin, String end) {
        return new OpenTag(begin, "", end);
    }

    /** A tag whose name stands in quotes. */
    static OpenTag quoted(String begin) {
        return new OpenTag(begin + "\"", "\"", ">");
    }

    /** Whether that could be the name of something. */
    static boolean isName(String text) {
        return !text.isEmpty()
                && text.chars().noneMatch(next -> Character.isWhitespace(next) || BORDERS.indexOf(next) >= 0);
    }

    /** Looks for the tag behind the white space at an index. */
    Look look(Incoming text, int start) {
        int at = text.afterBlanks(start);
        Reach reach = text.reach(at, begin);
        if (reach != Reach.YES) {
            return Look.without(reach);
        }
        int name = at + begin.length();
        if (end.isEmpty()) {
            return lookForName(text, name);
        }
        Limited stop = find(text, name, quote.isEmpty() ? end : quote);
        if (stop.reach != Reach.YES || quote.isEmpty()) {
            return new Look(stop.reach, stop.after, stop.text.strip(), "");
        }
        Limited close = find(text, stop.after, end);
        return new Look(close.reach, close.after, stop.text.strip(), close.text);
    }

    private static Look lookForName(Incoming text, int start) {
        int at = start;
        while (at < text.length() && at - start <= LIMIT && isName(String.valueOf(text.at(at)))) {
            at++;
        }
        if (at == text.length()) {
            return new Look(text.isEnded() ? Reach.NO : Reach.OPEN, at, "", "");
        }
        return new Look(at - start > LIMIT ? Reach.NO : Reach.YES, at, text.peek(start, at), "");
    }

    /** The text up to the next stop, which is not far; {@code after} the stop, or the text's end if it is there before. */
    private record Limited(Reach reach, int after, String text) {}

    private static Limited find(Incoming text, int start, String stop) {
        for (int at = start; at - start <= LIMIT; at++) {
            Reach reach = text.reach(at, stop);
            if (reach == Reach.YES) {
                return new Limited(reach, at + stop.length(), text.peek(start, at));
            }
            if (reach == Reach.OPEN || at == text.length()) {
                return new Limited(reach, text.length(), "");
            }
        }
        return new Limited(Reach.NO, start, "");
    }
}
