package io.mullama.grammar.regex;

import io.mullama.grammar.CharacterSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks for several words at once, as Aho and Corasick do, with code points for letters. Immutable. */
public final class Search {
    /** Children by character, for each node of the trie; the first is the root. */
    private final List<Map<Integer, Integer>> children = new ArrayList<>();

    /** Nodes that stand for a word. */
    private final BitSet words = new BitSet();

    /** Nodes that end with one. */
    private final BitSet found;

    private final int[] fallbacks;

    /**
     * For words that are not empty.
     *
     * @throws RegexException if they are too long altogether
     */
    public Search(List<String> words) {
        children.add(new TreeMap<>());
        for (String word : words) {
            this.words.set(add(word));
        }
        this.found = (BitSet) this.words.clone();
        this.fallbacks = new int[children.size()];
        findFallbacks();
    }

    /** The texts in which no word occurs. */
    public Automaton without() {
        List<List<Automaton.Edge>> edges = new ArrayList<>();
        BitSet accepting = new BitSet();
        for (int node = 0; node < children.size(); node++) {
            edges.add(found.get(node) ? List.of() : edges(node));
            accepting.set(node, !found.get(node));
        }
        return Automaton.combined(edges, accepting);
    }

    /** The texts that end with a word, and in which none occurs before. */
    public Automaton through() {
        List<List<Automaton.Edge>> edges = new ArrayList<>();
        for (int node = 0; node < children.size(); node++) {
            edges.add(found.get(node) ? List.of() : edges(node));
        }
        return Automaton.combined(edges, (BitSet) found.clone());
    }

    /** The texts that are none of the words. */
    public static Automaton noneOf(List<String> words) {
        Search search = new Search(words);
        int other = search.children.size();
        List<List<Automaton.Edge>> edges = new ArrayList<>();
        BitSet accepting = new BitSet();
        for (int node = 0; node < other; node++) {
            List<Automaton.Edge> out = new ArrayList<>();
            search.children
                    .get(node)
                    .forEach((letter, child) -> out.add(new Automaton.Edge(CharacterSet.of(letter), child)));
            out.add(new Automaton.Edge(others(search.children.get(node)), other));
            edges.add(out);
            accepting.set(node, !search.words.get(node));
        }
        edges.add(List.of(new Automaton.Edge(CharacterSet.TEXT, other)));
        accepting.set(other);
        return Automaton.combined(edges, accepting);
    }

    private int add(String word) {
        int node = 0;
        for (int letter : word.codePoints().toArray()) {
            Integer child = children.get(node).get(letter);
            if (child == null) {
                child = children.size();
                if (child >= Automaton.MOST_STATES) {
                    throw Automaton.tooLarge();
                }
                children.add(new TreeMap<>());
                children.get(node).put(letter, child);
            }
            node = child;
        }
        return node;
    }

    /** The longest end of what a node stands for that is itself a node. */
    private void findFallbacks() {
        Deque<Integer> open = new ArrayDeque<>(List.of(0));
        while (!open.isEmpty()) {
            int node = open.remove();
            children.get(node).forEach((letter, child) -> {
                fallbacks[child] = node == 0 ? 0 : step(fallbacks[node], letter);
                if (found.get(fallbacks[child])) {
                    found.set(child);
                }
                open.add(child);
            });
        }
    }

    private int step(int from, int letter) {
        int node = from;
        while (true) {
            Integer child = children.get(node).get(letter);
            if (child != null) {
                return child;
            }
            if (node == 0) {
                return 0;
            }
            node = fallbacks[node];
        }
    }

    private List<Automaton.Edge> edges(int node) {
        Map<Integer, Integer> targets = new HashMap<>();
        for (int at = node; ; at = fallbacks[at]) {
            children.get(at).forEach(targets::putIfAbsent);
            if (at == 0) {
                break;
            }
        }
        List<Automaton.Edge> edges = new ArrayList<>();
        targets.forEach((letter, target) -> edges.add(new Automaton.Edge(CharacterSet.of(letter), target)));
        edges.add(new Automaton.Edge(others(targets), 0));
        return edges;
    }

    private static CharacterSet others(Map<Integer, Integer> letters) {
        return CharacterSet.of(letters.keySet().stream()
                        .map(letter -> new CharacterSet.Range(letter, letter))
                        .toList())
                .complement()
                .and(CharacterSet.TEXT);
    }
}
