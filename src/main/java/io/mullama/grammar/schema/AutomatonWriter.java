package io.mullama.grammar.schema;

import io.mullama.grammar.CharacterSet;
import io.mullama.grammar.regex.Automaton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes automata as rules, each state one that names the next: a text is then read in as many ways as the automaton
 * has, mostly one. For one grammar; not thread-safe.
 */
final class AutomatonWriter {
    /** States that only one other leads to are written within it, so deep. */
    private static final int DEEPEST = 20;

    private final GrammarBuilder builder;
    private final Function<CharacterSet, String> characters;

    private AutomatonWriter(GrammarBuilder builder, Function<CharacterSet, String> characters) {
        this.builder = builder;
        this.characters = characters;
    }

    /** For plain text. */
    static AutomatonWriter ofText(GrammarBuilder builder) {
        return new AutomatonWriter(builder, GbnfText::one);
    }

    /** For what stands between the quotes of a JSON string. */
    static AutomatonWriter ofString(GrammarBuilder builder) {
        return new AutomatonWriter(builder, builder.json()::oneOf);
    }

    /** The name of the rule for the texts of an automaton, which has some. */
    String rule(String wish, Automaton automaton) {
        return new States(wish, automaton).write();
    }

    /** The states of one automaton. */
    private final class States {
        private final String wish;
        private final Automaton automaton;
        private final int[] arrivals;
        private final Map<Integer, String> names = new HashMap<>();
        private final Deque<Integer> open = new ArrayDeque<>();

        States(String wish, Automaton automaton) {
            this.wish = wish;
            this.automaton = automaton;
            this.arrivals = new int[automaton.states()];
            for (int state = 0; state < automaton.states(); state++) {
                automaton.edges(state).forEach(edge -> arrivals[edge.target()]++);
            }
        }

        String write() {
            String first = name(0);
            while (!open.isEmpty()) {
                int state = open.remove();
                builder.define(name(state), expression(state, 0));
            }
            return first;
        }

        private String name(int state) {
            return names.computeIfAbsent(state, absent -> {
                open.add(absent);
                return builder.reserve(wish);
            });
        }

        private String expression(int state, int depth) {
            List<String> ways = new ArrayList<>();
            for (Automaton.Edge edge : automaton.edges(state)) {
                ways.add(characters.apply(edge.set()) + next(edge.target(), depth));
            }
            if (automaton.accepts(state)) {
                ways.add("\"\"");
            }
            return String.join(" | ", ways);
        }

        private String next(int state, int depth) {
            if (automaton.edges(state).isEmpty()) {
                return "";
            }
            if (state == 0 || arrivals[state] > 1 || depth >= DEEPEST) {
                return " " + name(state);
            }
            boolean onlyWay = automaton.edges(state).size() == 1 && !automaton.accepts(state);
            String inside = expression(state, depth + 1);
            return onlyWay ? " " + inside : " (" + inside + ")";
        }
    }
}
