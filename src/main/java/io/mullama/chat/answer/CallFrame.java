package io.mullama.chat.answer;

import java.util.List;

/**
 * What stands around calls. Immutable.
 *
 * @param openers stand before calls, one or the other; the first is the usual one
 * @param closers stand behind them, one or the other, or are forgotten; the first is the usual one, the last that of
 *     calls at the start
 * @param each whether they stand around one call, and not around a row of them
 * @param bare whether a call may stand without an opener
 * @param start begins calls of known tools where the answer begins, and only there; empty for nothing
 */
record CallFrame(List<String> openers, List<String> closers, boolean each, Bare bare, String start) {
    enum Bare {
        NEVER,
        /** If there is such a tool. */
        KNOWN,
        ALWAYS
    }

    /** Nothing. */
    static final CallFrame NONE = new CallFrame(List.of(), List.of(), false, Bare.ALWAYS, "");

    /** Around a row of calls. */
    static CallFrame row(String opener, String closer, Bare bare) {
        return new CallFrame(List.of(opener), List.of(closer), false, bare, "");
    }

    /** Around each call. */
    static CallFrame each(String opener, String closer, Bare bare) {
        return new CallFrame(List.of(opener), List.of(closer), true, bare, "");
    }
}
