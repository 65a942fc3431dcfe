package io.mullama.engine.local;

/**
 * Guesses how a text goes on: as it did the last time the same few tokens came (prompt lookup decoding, A. Saxena 2023).
 * Proposes more while its guesses come true, and fewer, in the end none for a while, when they do not. Not thread-safe.
 */
final class NgramDraft {
    /** The most tokens in one guess. */
    static final int MOST = 8;

    private static final int[] NONE = {};
    private static final int LONGEST_PATTERN = 4;
    private static final int SHORTEST_PATTERN = 2;
    private static final int LONGEST_PAUSE = 32;

    private int length = 4;
    private int pause;
    private int nextPause = 1;

    /** A guess at the tokens after these, at most that many; empty if there is no telling. */
    int[] after(TokenList tokens, int most) {
        if (pause > 0) {
            pause--;
            return NONE;
        }
        int wanted = Math.min(length, most);
        for (int pattern = LONGEST_PATTERN; pattern >= SHORTEST_PATTERN && wanted > 0; pattern--) {
            int end = tokens.lastRepetition(pattern);
            if (end >= 0) {
                return tokens.slice(end, Math.min(wanted, tokens.size() - end));
            }
        }
        return NONE;
    }

    /** Learns how many tokens of a guess came true. */
    void cameTrue(int proposed, int accepted) {
        if (accepted == proposed) {
            length = Math.min(MOST, length * 2);
            nextPause = 1;
        } else if (accepted == 0) {
            length = Math.max(1, length / 2);
            pause = nextPause;
            nextPause = Math.min(LONGEST_PAUSE, nextPause * 2);
        } else {
            length = Math.max(1, accepted);
            nextPause = 1;
        }
    }
}
