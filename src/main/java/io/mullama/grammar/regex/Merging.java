package io.mullama.grammar.regex;

import io.mullama.grammar.CharacterSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Merges states that go on alike, for smaller grammars: not all that could be, but most. Stateless. */
final class Merging {
    private static final int MOST_ROUNDS = 10;

    private Merging() {}

    /** What may come from a state on. */
    private record Future(boolean accepts, Map<Integer, CharacterSet> next) {}

    static Automaton of(Automaton automaton) {
        Automaton merged = automaton;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Automaton smaller = once(merged);
            if (smaller.states() == merged.states()) {
                return smaller;
            }
            merged = smaller;
        }
        return merged;
    }

    private static Automaton once(Automaton automaton) {
        int[] same = new int[automaton.states()];
        Map<Future, Integer> futures = new HashMap<>();
        // States that come late mostly stand near the end: what follows them is then already merged.
        for (int state = 0; state < same.length; state++) {
            same[state] = state;
        }
        for (int state = same.length - 1; state >= 0; state--) {
            Future future = new Future(automaton.accepts(state), next(automaton.edges(state), same));
            Integer known = futures.putIfAbsent(future, state);
            same[state] = known == null ? state : known;
        }
        // The first state must stay the first.
        int start = same[0];
        for (int state = 0; state < same.length; state++) {
            same[state] = same[state] == start ? 0 : same[state];
        }
        return rewritten(automaton, same);
    }

    private static Map<Integer, CharacterSet> next(List<Automaton.Edge> edges, int[] same) {
        Map<Integer, CharacterSet> next = new TreeMap<>();
        edges.forEach(edge -> next.merge(same[edge.target()], edge.set(), CharacterSet::or));
        return next;
    }

    private static Automaton rewritten(Automaton automaton, int[] same) {
        List<List<Automaton.Edge>> edges = new ArrayList<>();
        for (int state = 0; state < automaton.states(); state++) {
            edges.add(next(automaton.edges(state), same).entrySet().stream()
                    .map(entry -> new Automaton.Edge(entry.getValue(), entry.getKey()))
                    .toList());
        }
        return Trimming.of(
                Automaton.bounded(edges, (BitSet) automaton.accepting().clone(), automaton.isDeterministic()));
    }
}
