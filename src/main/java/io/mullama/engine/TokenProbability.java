package io.mullama.engine;

import java.util.List;

/**
 * How likely a token of an answer was, and what else was likely there. Immutable.
 *
 * @param top the likeliest tokens, the likeliest first; the token itself may be among them
 */
public record TokenProbability(Candidate token, List<Candidate> top) {
    /** A candidate, its place in the list, and the text of one that nobody else holds. */
    private static final long CANDIDATE_BYTES = 64;

    /** Roughly the memory that it takes. */
    long sizeBytes() {
        return CANDIDATE_BYTES * (1 + top.size());
    }

    /**
     * A token that may come.
     *
     * @param bytes its text, possibly a part of a character; a control token's as the vocabulary spells it; not changed
     *     by anybody
     * @param logprob the natural logarithm of its probability; minus infinity for none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Candidate(int id, byte[] bytes, double logprob) {}
}
