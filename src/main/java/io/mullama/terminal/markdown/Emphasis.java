package io.mullama.terminal.markdown;

import java.util.List;

/** Finds which runs of delimiters belong together, as CommonMark does in "process emphasis". Pure functions. */
final class Emphasis {
    private Emphasis() {}

    /** Settles all that close something among the pieces from an index on; those that may open stay as they are. */
    static void resolve(List<Piece> pieces, int from) {
        for (int closer = from; closer < pieces.size(); closer++) {
            while (pieces.get(closer).mayClose()) {
                int opener = opener(pieces, from, closer);
                if (opener < 0) {
                    pieces.get(closer).closes = false;
                } else {
                    pair(pieces, opener, closer);
                }
            }
        }
    }

    private static int opener(List<Piece> pieces, int from, int closer) {
        for (int opener = closer - 1; opener >= from; opener--) {
            if (pieces.get(closer).ends(pieces.get(opener))) {
                return opener;
            }
        }
        return -1;
    }

    private static void pair(List<Piece> pieces, int opener, int closer) {
        Piece first = pieces.get(opener);
        Piece last = pieces.get(closer);
        int count = Math.min(2, Math.min(first.text.length(), last.text.length()));
        Ink ink = first.text.charAt(0) == '~' ? Ink.STRUCK : count == 2 ? Ink.BOLD : Ink.ITALIC;
        first.use(count);
        last.use(count);
        for (Piece between : pieces.subList(opener + 1, closer)) {
            between.ink = between.ink.with(ink);
            between.settle();
        }
    }
}
