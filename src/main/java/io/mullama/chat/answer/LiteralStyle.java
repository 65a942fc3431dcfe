package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Reach;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How literals are written. Immutable.
 *
 * @param quotes the longest first where one begins like another
 * @param own a quote in which nothing is escaped; empty for none
 * @param spaced whether words may have spaces in them
 */
record LiteralStyle(List<String> quotes, String own, boolean spaced) {
    static final LiteralStyle PYTHON = new LiteralStyle(List.of("\"\"\"", "'''", "\"", "'"), "", false);

    /** With a model's own quotes, keys and words without any. */
    static LiteralStyle quoted(String own) {
        return new LiteralStyle(List.of(own, "\""), own, true);
    }

    boolean isRaw(String quote) {
        return quote.equals(own);
    }

    /** The quote at an index; empty for none, null if more must come to know. */
    @Nullable
    String quoteAt(Incoming text, int index) {
        for (String quote : quotes) {
            Reach reach = text.reach(index, quote);
            if (reach != Reach.NO) {
                return reach == Reach.YES ? quote : null;
            }
        }
        return "";
    }
}
