package io.mullama.grammar.regex;

import io.mullama.grammar.CharacterSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** All texts that an automaton does not accept. Stateless. */
final class Complement {
    private Complement() {}

    /**
     * With one more state, where a text is that the automaton does not go on with.
     *
     * @throws RegexException if the automaton was too large to be made deterministic
     */
    static Automaton of(Automaton automaton) {
        if (!automaton.isDeterministic()) {
            throw Automaton.tooLarge();
        }
        int outside = automaton.states();
        List<List<Automaton.Edge>> edges = new ArrayList<>();
        for (int state = 0; state < outside; state++) {
            List<Automaton.Edge> out = new ArrayList<>(automaton.edges(state));
            CharacterSet taken = CharacterSet.of(
                    out.stream().flatMap(edge -> edge.set().ranges().stream()).toList());
            out.add(new Automaton.Edge(taken.complement().and(CharacterSet.TEXT), outside));
            edges.add(out);
        }
        edges.add(List.of(new Automaton.Edge(CharacterSet.TEXT, outside)));
        BitSet accepting = (BitSet) automaton.accepting().clone();
        accepting.flip(0, outside + 1);
        return Automaton.combined(edges, accepting);
    }
}
