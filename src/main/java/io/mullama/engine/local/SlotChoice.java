package io.mullama.engine;

import java.util.List;

/** Chooses the slot for a prompt. Stateless. */
final class SlotChoice {
    private SlotChoice() {}

    /**
     * An idle slot as the choice sees it. Immutable.
     *
     * @param cached tokens in its KV cache
     * @param prefix of those, the ones that the prompt begins with
     * @param lastAssigned the number of its latest assignment; 0 for never
     */
    record Candidate(int cached, int prefix, long lastAssigned) {}

    /**
     * The slot with the longest prefix, if that is half of the prompt or half of what the slot holds: every prompt
     * begins with the template's few tokens, and those must not cost a conversation its cache. Else the slot unused for
     * longest.
     */
    static int best(List<Candidate> candidates, int promptLength) {
        int best = -1;
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            boolean fair = candidate.prefix > 0 && 2 * candidate.prefix >= Math.min(candidate.cached, promptLength);
            if (fair && (best < 0 || candidate.prefix > candidates.get(best).prefix)) {
                best = i;
            }
        }
        return best >= 0 ? best : oldest(candidates);
    }

    private static int oldest(List<Candidate> candidates) {
        int oldest = 0;
        for (int i = 1; i < candidates.size(); i++) {
            if (candidates.get(i).lastAssigned < candidates.get(oldest).lastAssigned) {
                oldest = i;
            }
        }
        return oldest;
    }
}
