package io.mullama.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of a grammar while it is read: some are mentioned before they are defined. Not thread-safe. */
final class RuleTable {
    /** More than this is no grammar that anybody wrote, and each costs memory. */
    private static final int MOST_SYMBOLS = 200_000;

    private final GbnfCursor cursor;
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private int symbols;

    /** A rule and where it was first met. */
    private static final class Entry {
        private final String name;
        private final int position;
        private @Nullable List<List<Symbol>> alternatives;

        Entry(String name, int position) {
            this.name = name;
            this.position = position;
        }
    }

    RuleTable(GbnfCursor cursor) {
        this.cursor = cursor;
    }

    /** The index of a rule of that name, which need not be defined yet. */
    int named(String name, int position) {
        return ids.computeIfAbsent(name, absent -> add(absent, position));
    }

    /** A rule for a part of another, under that one's name. */
    int partOf(String name) {
        return add(name, cursor.position());
    }

    private int add(String name, int position) {
        entries.add(new Entry(name, position));
        return entries.size() - 1;
    }

    /** The index of a rule whose definition begins here. */
    int defined(String name, int position) {
        int rule = named(name, position);
        if (entries.get(rule).alternatives != null) {
            throw cursor.errorAt(position, "the rule '" + GbnfCursor.shown(name) + "' is defined twice");
        }
        return rule;
    }

    void define(int rule, List<List<Symbol>> alternatives) {
        entries.get(rule).alternatives = alternatives;
        count(alternatives.stream().mapToInt(List::size).sum() + alternatives.size());
    }

    /** Keeps the grammar within bounds. */
    void count(int more) {
        symbols += more;
        if (symbols > MOST_SYMBOLS) {
            throw cursor.error("the grammar is too large: its repetitions make more than " + MOST_SYMBOLS + " symbols");
        }
    }

    /** The rules in the order of their indexes. */
    List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            if (entry.alternatives == null) {
                throw cursor.errorAt(entry.position, "the rule '" + GbnfCursor.shown(entry.name) + "' is not defined");
            }
            Symbol[][] alternatives = entry.alternatives.stream()
                    .map(symbols -> symbols.toArray(Symbol[]::new))
                    .toArray(Symbol[][]::new);
            rules.add(new Rule(entry.name, alternatives));
        }
        return rules;
    }

    int root() {
        Integer root = ids.get("root");
        if (root == null) {
            throw new GrammarException("there is no rule named 'root', with which a grammar begins");
        }
        return root;
    }
}
