package io.mullama.grammar.regex;

import io.mullama.grammar.CharacterSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The texts of two automata at once. For one pair; not thread-safe. */
final class Product {
    private static final int MOST_EDGES = 200_000;

    private final Automaton one;
    private final Automaton other;
    private final Map<Pair, Integer> numbers = new HashMap<>();
    private final List<Pair> pairs = new ArrayList<>();
    private int edges;

    private record Pair(int one, int other) {}

    private Product(Automaton one, Automaton other) {
        this.one = one;
        this.other = other;
    }

    /** Texts that end too soon make states without a way out, which are many and go again: they do not count. */
    static Automaton of(Automaton one, Automaton other) {
        Product product = new Product(one, other);
        product.number(new Pair(0, 0));
        List<List<Automaton.Edge>> edges = new ArrayList<>();
        BitSet accepting = new BitSet();
        for (int state = 0; state < product.pairs.size(); state++) {
            Pair pair = product.pairs.get(state);
            accepting.set(state, one.accepts(pair.one) && other.accepts(pair.other));
            edges.add(product.edges(pair));
            if (product.edges > MOST_EDGES) {
                throw Automaton.tooLarge();
            }
        }
        return Automaton.product(edges, accepting, one.isDeterministic() && other.isDeterministic());
    }

    private int number(Pair pair) {
        Integer known = numbers.putIfAbsent(pair, pairs.size());
        if (known != null) {
            return known;
        }
        pairs.add(pair);
        return pairs.size() - 1;
    }

    private List<Automaton.Edge> edges(Pair pair) {
        List<Automaton.Edge> both = new ArrayList<>();
        for (Automaton.Edge mine : one.edges(pair.one)) {
            for (Automaton.Edge theirs : other.edges(pair.other)) {
                edges++;
                CharacterSet common = mine.set().and(theirs.set());
                if (!common.isEmpty()) {
                    both.add(new Automaton.Edge(common, number(new Pair(mine.target(), theirs.target()))));
                }
            }
        }
        return both;
    }
}
