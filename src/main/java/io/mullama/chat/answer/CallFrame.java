package io.mullama.chat.answer;

import java.util.List;

/**
 * What stands around calls. Immutable.
 *
 * @param openers stand before one call or a row of them, one or the other
 * @param closers stand behind them, one or the other, or are forgotten
 * @param bare whether a call may stand without an opener
 * @param start begins calls of known tools where the answer begins, and only there; empty for nothing
 */
record CallFrame(List<String> openers, List<String> closers, Bare bare, String start) {
    enum Bare {
        NEVER,
        /** If there is such a tool. */
        KNOWN,
        ALWAYS
    }

    static CallFrame of(String opener, String closer, Bare bare) {
        return new CallFrame(List.of(opener), List.of(closer), bare, "");
    }

    /** Nothing. */
    static final CallFrame NONE = new CallFrame(List.of(), List.of(), Bare.ALWAYS, "");
}
