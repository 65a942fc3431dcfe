package io.mullama.grammar.regex;

import io.mullama.grammar.CharacterSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Makes an automaton that can be read in one way only, by the subset construction; gives up, and leaves it as it is,
 * where that would be much larger. For one automaton; not thread-safe.
 */
final class Determinization {
    private static final int MOST_WORK = 1_000_000;

    /** Of an automaton that is left as it is: all of them may have to be followed at once. */
    private static final int MOST_STATES_AS_IS = 300;

    private final Automaton from;
    private final BitSet universal = new BitSet();
    private final Map<BitSet, Integer> numbers = new HashMap<>();
    private final List<BitSet> subsets = new ArrayList<>();
    private int work;

    private Determinization(Automaton from) {
        this.from = from;
        for (int state = 0; state < from.states(); state++) {
            universal.set(state, isUniversal(state));
        }
    }

    static Automaton of(Automaton from) {
        Determinization determinization = new Determinization(from);
        List<List<Automaton.Edge>> edges = new ArrayList<>();
        BitSet accepting = new BitSet();
        BitSet first = new BitSet();
        first.set(0);
        determinization.number(first);
        for (int state = 0; state < determinization.subsets.size(); state++) {
            BitSet subset = determinization.subsets.get(state);
            accepting.set(state, subset.intersects(from.accepting()));
            edges.add(determinization.edges(subset));
            if (state >= Automaton.MOST_STATES || determinization.work > MOST_WORK) {
                return determinization.asIs();
            }
        }
        return Automaton.deterministic(edges, accepting);
    }

    private Automaton asIs() {
        if (from.states() > MOST_STATES_AS_IS) {
            throw Automaton.tooLarge();
        }
        return from;
    }

    /** Whether any text at all may follow. */
    private boolean isUniversal(int state) {
        return from.accepts(state)
                && from.edges(state).stream()
                        .anyMatch(edge -> edge.target() == state && edge.set().equals(CharacterSet.TEXT));
    }

    private int number(BitSet subset) {
        BitSet key = subset;
        int anything = subset.stream().filter(universal::get).findFirst().orElse(-1);
        if (anything >= 0) {
            key = new BitSet();
            key.set(anything);
        }
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        numbers.put(key, subsets.size());
        subsets.add(key);
        return subsets.size() - 1;
    }

    private List<Automaton.Edge> edges(BitSet subset) {
        List<Automaton.Edge> all = subset.stream()
                .boxed()
                .flatMap(state -> from.edges(state).stream())
                .toList();
        Map<BitSet, List<CharacterSet.Range>> targets = new LinkedHashMap<>();
        Integer first = null;
        for (int border : borders(all)) {
            if (first != null) {
                BitSet target = targets(all, first);
                if (!target.isEmpty()) {
                    targets.computeIfAbsent(target, absent -> new ArrayList<>())
                            .add(new CharacterSet.Range(first, border - 1));
                }
            }
            first = border;
        }
        Map<Integer, CharacterSet> merged = new LinkedHashMap<>();
        targets.forEach((target, ranges) -> merged.merge(number(target), CharacterSet.of(ranges), CharacterSet::or));
        return merged.entrySet().stream()
                .map(entry -> new Automaton.Edge(entry.getValue(), entry.getKey()))
                .toList();
    }

    /** Where something begins or has ended. */
    private SortedSet<Integer> borders(List<Automaton.Edge> all) {
        SortedSet<Integer> borders = new TreeSet<>();
        for (Automaton.Edge edge : all) {
            for (CharacterSet.Range range : edge.set().ranges()) {
                borders.add(range.first());
                borders.add(range.last() + 1);
                work++;
            }
        }
        return borders;
    }

    private BitSet targets(List<Automaton.Edge> all, int character) {
        BitSet targets = new BitSet();
        if (work > MOST_WORK) {
            return targets;
        }
        for (Automaton.Edge edge : all) {
            work += edge.set().ranges().size();
            if (edge.set().contains(character)) {
                targets.set(edge.target());
            }
        }
        return targets;
    }
}
