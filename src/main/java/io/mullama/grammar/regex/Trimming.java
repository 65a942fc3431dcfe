package io.mullama.grammar.regex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Leaves out states that no text reaches, or from which none ends: they would lead a model nowhere. Stateless. */
final class Trimming {
    private Trimming() {}

    /** The first state stays even where nothing can come of it. */
    static Automaton of(Automaton all) {
        BitSet useful = reached(all);
        useful.and(ending(all));
        useful.set(0);
        int[] numbers = new int[all.states()];
        Arrays.fill(numbers, -1);
        int count = 0;
        for (int state = useful.nextSetBit(0); state >= 0; state = useful.nextSetBit(state + 1)) {
            numbers[state] = count++;
        }
        List<List<Automaton.Edge>> edges = new ArrayList<>();
        BitSet accepting = new BitSet();
        useful.stream().forEach(state -> {
            accepting.set(numbers[state], all.accepts(state));
            edges.add(all.edges(state).stream()
                    .filter(edge -> useful.get(edge.target()) && !edge.set().isEmpty())
                    .map(edge -> new Automaton.Edge(edge.set(), numbers[edge.target()]))
                    .toList());
        });
        return Automaton.bounded(edges, accepting, all.isDeterministic());
    }

    private static BitSet reached(Automaton all) {
        List<int[]> next = new ArrayList<>();
        for (int state = 0; state < all.states(); state++) {
            next.add(all.edges(state).stream()
                    .filter(edge -> !edge.set().isEmpty())
                    .mapToInt(Automaton.Edge::target)
                    .toArray());
        }
        BitSet first = new BitSet();
        first.set(0);
        return spread(first, next);
    }

    private static BitSet ending(Automaton all) {
        List<List<Integer>> before = new ArrayList<>();
        for (int state = 0; state < all.states(); state++) {
            before.add(new ArrayList<>());
        }
        for (int state = 0; state < all.states(); state++) {
            for (Automaton.Edge edge : all.edges(state)) {
                if (!edge.set().isEmpty()) {
                    before.get(edge.target()).add(state);
                }
            }
        }
        return spread(
                all.accepting(),
                before.stream()
                        .map(states ->
                                states.stream().mapToInt(Integer::intValue).toArray())
                        .toList());
    }

    private static BitSet spread(BitSet start, List<int[]> next) {
        BitSet found = (BitSet) start.clone();
        Deque<Integer> open = new ArrayDeque<>();
        found.stream().forEach(open::add);
        while (!open.isEmpty()) {
            for (int state : next.get(open.remove())) {
                if (!found.get(state)) {
                    found.set(state);
                    open.add(state);
                }
            }
        }
        return found;
    }
}
