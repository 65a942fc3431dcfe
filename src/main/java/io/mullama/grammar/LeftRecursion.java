package io.mullama.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds rules that come back to themselves before anything is matched: following one would never end. Stateless.
 *
 * <p>llama.cpp's own check takes a rule for empty only where it has an empty alternative itself, and so lets
 * {@code a ::= b a "x" | "y"} pass where {@code b ::= c} and {@code c ::= ""}.
 */
final class LeftRecursion {
    private LeftRecursion() {}

    static void refuse(List<Rule> rules) {
        List<List<Integer>> firsts = firsts(rules, EmptyRules.of(rules));
        // A rule is sound once all that it can begin with are; what is left over goes in circles.
        int[] open = new int[rules.size()];
        List<List<Integer>> startedBy = new ArrayList<>();
        rules.forEach(rule -> startedBy.add(new ArrayList<>()));
        Deque<Integer> sound = new ArrayDeque<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            open[rule] = firsts.get(rule).size();
            for (int first : firsts.get(rule)) {
                startedBy.get(first).add(rule);
            }
            if (open[rule] == 0) {
                sound.add(rule);
            }
        }
        while (!sound.isEmpty()) {
            for (int rule : startedBy.get(sound.remove())) {
                if (--open[rule] == 0) {
                    sound.add(rule);
                }
            }
        }
        refuseOpen(rules, firsts, open);
    }

    private static void refuseOpen(List<Rule> rules, List<List<Integer>> firsts, int[] open) {
        for (int rule = 0; rule < open.length; rule++) {
            if (open[rule] > 0) {
                int inCircle = walk(firsts, open, rule);
                throw new GrammarException(
                        "the rule '" + GbnfCursor.shown(rules.get(inCircle).name())
                                + "' comes back to itself before anything is matched (left recursion)");
            }
        }
    }

    /** After as many steps as there are rules the walk is in a circle for sure. */
    private static int walk(List<List<Integer>> firsts, int[] open, int start) {
        int rule = start;
        for (int step = 0; step < open.length; step++) {
            for (int first : firsts.get(rule)) {
                if (open[first] > 0) {
                    rule = first;
                    break;
                }
            }
        }
        return rule;
    }

    /** The rules that each can begin with: those before which everything can be empty. */
    private static List<List<Integer>> firsts(List<Rule> rules, boolean[] empty) {
        List<List<Integer>> firsts = new ArrayList<>(rules.size());
        for (Rule rule : rules) {
            List<Integer> own = new ArrayList<>();
            for (Symbol[] alternative : rule.alternatives()) {
                addFirsts(alternative, empty, own);
            }
            firsts.add(own);
        }
        return firsts;
    }

    private static void addFirsts(Symbol[] alternative, boolean[] empty, List<Integer> firsts) {
        for (Symbol symbol : alternative) {
            if (!(symbol instanceof Symbol.Reference reference)) {
                return;
            }
            firsts.add(reference.rule());
            if (!empty[reference.rule()]) {
                return;
            }
        }
    }
}
