package io.mullama.grammar.regex;

import java.util.BitSet;

/** How long the texts of an automaton are. Stateless. */
final class Lengths {
    private Lengths() {}

    /** Whether all have so many characters; walks no further than either bound and all states. */
    static boolean areWithin(Automaton automaton, int least, int most) {
        int longestSimple = automaton.states();
        BitSet now = new BitSet();
        now.set(0);
        // A text longer than there are states goes in a circle, and others are longer than any bound.
        int end = Math.max(Math.min(least, longestSimple), most < 0 ? 0 : Math.min(most, longestSimple) + 1);
        for (int length = 0; length <= end; length++) {
            boolean ends = now.intersects(automaton.accepting());
            if (ends && (length < least || (most >= 0 && length > most))) {
                return false;
            }
            BitSet next = new BitSet();
            now.stream().forEach(state -> automaton.edges(state).forEach(edge -> next.set(edge.target())));
            now = next;
        }
        // Every state leads to an end: whatever is still under way ends too late.
        return most < 0 || now.isEmpty();
    }
}
