package io.mullama.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Finds the rules that can stand for nothing at all, in time linear in the grammar's size. For one grammar. */
final class EmptyRules {
    private final boolean[] empty;
    private final Deque<Integer> found = new ArrayDeque<>();

    /** For each rule the alternatives, of references alone, that mention it; once for each mention. */
    private final List<List<Alternative>> mentions = new ArrayList<>();

    /** An alternative, and how many of its references are not known to be empty. */
    private static final class Alternative {
        private final int rule;
        private int open;

        Alternative(int rule, int open) {
            this.rule = rule;
            this.open = open;
        }
    }

    private EmptyRules(List<Rule> rules) {
        this.empty = new boolean[rules.size()];
        rules.forEach(rule -> mentions.add(new ArrayList<>()));
        for (int rule = 0; rule < rules.size(); rule++) {
            for (Symbol[] alternative : rules.get(rule).alternatives()) {
                read(rule, alternative);
            }
        }
    }

    static boolean[] of(List<Rule> rules) {
        EmptyRules search = new EmptyRules(rules);
        while (!search.found.isEmpty()) {
            for (Alternative alternative : search.mentions.get(search.found.remove())) {
                if (--alternative.open == 0) {
                    search.mark(alternative.rule);
                }
            }
        }
        return search.empty;
    }

    private void read(int rule, Symbol[] symbols) {
        for (Symbol symbol : symbols) {
            if (!(symbol instanceof Symbol.Reference)) {
                return;
            }
        }
        if (symbols.length == 0) {
            mark(rule);
            return;
        }
        Alternative alternative = new Alternative(rule, symbols.length);
        for (Symbol symbol : symbols) {
            mentions.get(((Symbol.Reference) symbol).rule()).add(alternative);
        }
    }

    private void mark(int rule) {
        if (!empty[rule]) {
            empty[rule] = true;
            found.add(rule);
        }
    }
}
