package io.mullama.grammar.regex;

import io.mullama.grammar.CharacterSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A finite automaton over code points, without empty transitions; its first state is number 0. Every state can be
 * reached, and from every one the end can be. Immutable.
 */
public final class Automaton {
    /** States of an automaton that is made of others; a grammar of more would cost too much for every token. */
    static final int MOST_STATES = 4_000;

    static final int MOST_EDGES = 40_000;

    private final List<List<Edge>> edges;
    private final BitSet accepting;

    /** Whether a text can be read in one way only, as far as is known. */
    private final boolean deterministic;

    /** A transition. */
    public record Edge(CharacterSet set, int target) {}

    private Automaton(List<List<Edge>> edges, BitSet accepting, boolean deterministic) {
        this.edges = edges;
        this.accepting = accepting;
        this.deterministic = deterministic;
    }

    /**
     * The automaton of those states, without the useless ones and with fewer where that is cheap.
     *
     * @param edges for each state; kept, and not changed by anybody
     * @throws RegexException if it is too large
     */
    public static Automaton combined(List<List<Edge>> edges, BitSet accepting) {
        return product(edges, accepting, false);
    }

    /** The same; one that is deterministic stays as it is. */
    static Automaton product(List<List<Edge>> edges, BitSet accepting, boolean deterministic) {
        Automaton trimmed = Trimming.of(new Automaton(edges, accepting, deterministic));
        return deterministic ? trimmed : Merging.of(Determinization.of(trimmed));
    }

    static Automaton deterministic(List<List<Edge>> edges, BitSet accepting) {
        return bounded(edges, accepting, true);
    }

    /** As it is: for what makes one out of another. */
    static Automaton bounded(List<List<Edge>> edges, BitSet accepting, boolean deterministic) {
        if (edges.size() > MOST_STATES || edges.stream().mapToInt(List::size).sum() > MOST_EDGES) {
            throw tooLarge();
        }
        return new Automaton(edges, accepting, deterministic);
    }

    /** Any text of so many characters; a negative number for no limit. */
    public static Automaton ofLength(int least, int most) {
        int last = most < 0 ? least : most;
        if (last >= MOST_STATES) {
            throw tooLarge();
        }
        List<List<Edge>> edges = new ArrayList<>();
        for (int length = 0; length < last; length++) {
            edges.add(List.of(new Edge(CharacterSet.TEXT, length + 1)));
        }
        edges.add(most < 0 ? List.of(new Edge(CharacterSet.TEXT, last)) : List.of());
        BitSet accepting = new BitSet();
        accepting.set(least, last + 1);
        return new Automaton(edges, accepting, true);
    }

    static RegexException tooLarge() {
        return new RegexException("it is too large: it needs more than " + MOST_STATES + " states");
    }

    public int states() {
        return edges.size();
    }

    public List<Edge> edges(int state) {
        return edges.get(state);
    }

    /** Whether a text may end there. */
    public boolean accepts(int state) {
        return accepting.get(state);
    }

    boolean isDeterministic() {
        return deterministic;
    }

    BitSet accepting() {
        return accepting;
    }

    /** Whether there is no text at all. */
    public boolean isEmpty() {
        return accepting.isEmpty();
    }

    /** The texts that are also the other's. */
    public Automaton and(Automaton other) {
        return Product.of(this, other);
    }

    /** Whether every text has so many characters; a negative number for no limit. */
    public boolean isOfLength(int least, int most) {
        return Lengths.areWithin(this, least, most);
    }

    /** In time linear in the text's length. */
    public boolean matches(String text) {
        BitSet now = new BitSet();
        now.set(0);
        for (int character : text.codePoints().toArray()) {
            BitSet next = new BitSet();
            now.stream()
                    .flatMap(state -> edges.get(state).stream()
                            .filter(edge -> edge.set().contains(character))
                            .mapToInt(Edge::target))
                    .forEach(next::set);
            now = next;
        }
        return now.intersects(accepting);
    }
}
