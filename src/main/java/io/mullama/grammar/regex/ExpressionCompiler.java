package io.mullama.grammar.regex;

import io.mullama.grammar.CharacterSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Turns an expression into an automaton: Thompson's construction, then without its empty transitions. For one
 * expression; not thread-safe.
 */
final class ExpressionCompiler {
    private static final int MOST_NODES = 10_000;

    /** Empty transitions, kept out of a closure where their condition does not hold. */
    private enum Condition {
        ALWAYS,
        AT_START,
        AT_END
    }

    private record Jump(int target, Condition condition) {}

    private final List<List<Jump>> jumps = new ArrayList<>();
    private final List<List<Automaton.Edge>> steps = new ArrayList<>();

    /** The texts in which the expression is found, as {@code pattern} wants it. */
    static Automaton found(Expression expression) {
        ExpressionCompiler compiler = new ExpressionCompiler();
        int start = compiler.node();
        int end = compiler.node();
        compiler.steps.get(start).add(new Automaton.Edge(CharacterSet.TEXT, start));
        compiler.steps.get(end).add(new Automaton.Edge(CharacterSet.TEXT, end));
        compiler.connect(expression, start, end);
        return compiler.automaton(start, end);
    }

    private int node() {
        if (jumps.size() >= MOST_NODES) {
            throw Automaton.tooLarge();
        }
        jumps.add(new ArrayList<>());
        steps.add(new ArrayList<>());
        return jumps.size() - 1;
    }

    private void jump(int from, int to, Condition condition) {
        jumps.get(from).add(new Jump(to, condition));
    }

    private void connect(Expression expression, int from, int to) {
        if (expression instanceof Expression.Characters characters) {
            steps.get(from).add(new Automaton.Edge(characters.set().and(CharacterSet.TEXT), to));
        } else if (expression instanceof Expression.Anchor anchor) {
            jump(from, to, anchor.end() ? Condition.AT_END : Condition.AT_START);
        } else if (expression instanceof Expression.Choice choice) {
            for (Expression alternative : choice.alternatives()) {
                int inside = node();
                jump(from, inside, Condition.ALWAYS);
                connect(alternative, inside, to);
            }
        } else if (expression instanceof Expression.Sequence sequence) {
            int at = from;
            for (Expression part : sequence.parts()) {
                int next = node();
                connect(part, at, next);
                at = next;
            }
            jump(at, to, Condition.ALWAYS);
        } else if (expression instanceof Expression.Repeated repeated) {
            connect(repeated, from, to);
        }
    }

    private void connect(Expression.Repeated repeated, int from, int to) {
        int at = from;
        for (int i = 0; i < repeated.least(); i++) {
            int next = node();
            connect(repeated.part(), at, next);
            at = next;
        }
        if (repeated.most() == Expression.UNBOUNDED) {
            int loop = node();
            jump(at, loop, Condition.ALWAYS);
            int again = node();
            connect(repeated.part(), loop, again);
            jump(again, loop, Condition.ALWAYS);
            jump(loop, to, Condition.ALWAYS);
            return;
        }
        for (int i = repeated.least(); i < repeated.most(); i++) {
            jump(at, to, Condition.ALWAYS);
            int next = node();
            connect(repeated.part(), at, next);
            at = next;
        }
        jump(at, to, Condition.ALWAYS);
    }

    /** States are the start and wherever a step leads; what is empty between is followed beforehand. */
    private Automaton automaton(int start, int end) {
        List<Integer> states = new ArrayList<>();
        int[] numbers = new int[jumps.size()];
        states.add(start);
        for (List<Automaton.Edge> from : steps) {
            for (Automaton.Edge step : from) {
                if (numbers[step.target()] == 0) {
                    numbers[step.target()] = states.size();
                    states.add(step.target());
                }
            }
        }
        List<List<Automaton.Edge>> edges = new ArrayList<>();
        BitSet accepting = new BitSet();
        int count = 0;
        for (int state = 0; state < states.size(); state++) {
            boolean first = state == 0;
            BitSet now = closure(states.get(state), first, false);
            List<Automaton.Edge> out = new ArrayList<>();
            now.stream()
                    .forEach(node -> steps.get(node)
                            .forEach(step -> out.add(new Automaton.Edge(step.set(), numbers[step.target()]))));
            edges.add(out);
            accepting.set(state, closure(states.get(state), first, true).get(end));
            count += out.size();
            if (count > Automaton.MOST_EDGES) {
                throw Automaton.tooLarge();
            }
        }
        return Automaton.combined(edges, accepting);
    }

    private BitSet closure(int node, boolean atStart, boolean atEnd) {
        BitSet found = new BitSet();
        List<Integer> open = new ArrayList<>(List.of(node));
        found.set(node);
        while (!open.isEmpty()) {
            for (Jump jump : jumps.get(open.remove(open.size() - 1))) {
                boolean holds = switch (jump.condition) {
                    case ALWAYS -> true;
                    case AT_START -> atStart;
                    case AT_END -> atEnd;
                };
                if (holds && !found.get(jump.target)) {
                    found.set(jump.target);
                    open.add(jump.target);
                }
            }
        }
        return found;
    }
}
