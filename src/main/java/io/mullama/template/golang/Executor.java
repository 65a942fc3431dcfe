package io.mullama.template.golang;

import io.mullama.template.value.Budget;
import io.mullama.template.value.Failure;
import java.util.List;
import java.util.Map;

/** Runs the nodes of one invocation of a template. Confined to one thread. */
final class Executor {
    /** How a list of nodes ended. */
    private enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    private final Interpreter interpreter;
    private final Budget budget;
    private final Variables variables;
    private final Evaluator evaluator;

    Executor(Interpreter interpreter, GoValue data) {
        this.interpreter = interpreter;
        this.budget = interpreter.budget();
        this.variables = new Variables(data);
        this.evaluator = new Evaluator(interpreter, variables);
    }

    void run(List<Node> nodes, GoValue dot) {
        all(nodes, dot);
    }

    private Flow all(List<Node> nodes, GoValue dot) {
        budget.enter();
        for (Node node : nodes) {
            Flow flow = one(node, dot);
            if (flow != Flow.NEXT) {
                budget.leave();
                return flow;
            }
        }
        budget.leave();
        return Flow.NEXT;
    }

    private Flow one(Node node, GoValue dot) {
        budget.step();
        interpreter.at(node.offset());
        if (node instanceof Node.Text text) {
            interpreter.out().append(text.text(), false);
        } else if (node instanceof Node.Action action) {
            action(action, dot);
        } else if (node instanceof Node.Invocation invocation) {
            invoke(invocation, dot);
        } else if (node instanceof Node.Branch branch) {
            return branch(branch, dot);
        } else if (node instanceof Node.Jump jump) {
            return jump.last() ? Flow.BREAK : Flow.CONTINUE;
        }
        return Flow.NEXT;
    }

    private void action(Node.Action action, GoValue dot) {
        GoValue value = evaluator.evaluate(action.pipeline(), dot);
        if (!action.pipeline().sets()) {
            new Printer(interpreter.out(), budget).print(value);
        }
    }

    private void invoke(Node.Invocation invocation, GoValue dot) {
        Pipeline pipeline = invocation.pipeline();
        GoValue data = pipeline == null ? GoValue.Nil.NIL : evaluator.evaluate(pipeline, dot);
        budget.enter();
        interpreter.invoke(invocation.name(), data);
        budget.leave();
    }

    private Flow branch(Node.Branch branch, GoValue dot) {
        int mark = variables.mark();
        GoValue value = evaluator.evaluate(branch.pipeline(), dot);
        Flow flow = switch (branch.choice()) {
            case IF -> value.isTrue() ? all(branch.body(), dot) : otherwise(branch, dot);
            case WITH -> value.isTrue() ? all(branch.body(), value) : otherwise(branch, dot);
            case RANGE -> range(branch, value, dot);
        };
        variables.reset(mark);
        return flow;
    }

    private Flow otherwise(Node.Branch branch, GoValue dot) {
        List<Node> nodes = branch.otherwise();
        return nodes == null ? Flow.NEXT : all(nodes, dot);
    }

    private Flow range(Node.Branch branch, GoValue value, GoValue dot) {
        interpreter.at(branch.offset());
        if (value instanceof GoValue.Slice slice) {
            long index = 0;
            for (GoValue item : slice.items()) {
                if (turn(branch, new GoValue.Int(index++), item)) {
                    break;
                }
            }
        } else if (value instanceof GoValue.Mapping mapping) {
            for (Map.Entry<String, GoValue> entry : mapping.entries().entrySet()) {
                if (turn(branch, Values.input(entry.getKey()), entry.getValue())) {
                    break;
                }
            }
        } else if (value instanceof GoValue.Int count) {
            count(branch, count.value());
        } else if (value != GoValue.Nil.NIL) {
            throw Failure.of("range cannot go over " + value.describe());
        }
        return hasTurns(value) ? Flow.NEXT : otherwise(branch, dot);
    }

    private static boolean hasTurns(GoValue value) {
        return value instanceof GoValue.Int count ? count.value() > 0 : value.isTrue();
    }

    private void count(Node.Branch branch, long end) {
        Pipeline pipeline = branch.pipeline();
        if (pipeline.declared() > 1 || pipeline.assigned().size() > 1) {
            throw Failure.of("range over an integer sets one variable only");
        }
        for (long i = 0; i < end; i++) {
            GoValue turn = new GoValue.Int(i);
            if (turn(branch, turn, turn)) {
                break;
            }
        }
    }

    /** Runs a range's body once; true where it broke off. */
    private boolean turn(Node.Branch branch, GoValue index, GoValue item) {
        budget.step();
        variables.range(branch.pipeline(), index, item);
        int mark = variables.mark();
        Flow flow = all(branch.body(), item);
        variables.reset(mark);
        return flow == Flow.BREAK;
    }
}
