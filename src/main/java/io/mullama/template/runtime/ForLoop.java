package io.mullama.template.runtime;

import io.mullama.template.runtime.Executor.Completion;
import io.mullama.template.syntax.Statement;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.TextBuilder;
import io.mullama.template.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Runs one {@code for} statement, again and again where it is recursive. Confined to one render. */
final class ForLoop {
    private final Interpreter interpreter;
    private final Statement.For loop;
    private final Scope around;

    ForLoop(Interpreter interpreter, Statement.For loop, Scope around) {
        this.interpreter = interpreter;
        this.loop = loop;
        this.around = around;
    }

    boolean isRecursive() {
        return loop.recursive();
    }

    /** Prints the loop over inner items, one level deeper. */
    Value recurse(Value items, int depth) {
        TextBuilder out = new TextBuilder(interpreter.budget());
        interpreter.budget().enter();
        if (!run(items, out, depth)) {
            new Executor(interpreter, around.inner(), out).run(loop.otherwise());
        }
        interpreter.budget().leave();
        return new StringValue(out.build());
    }

    /** Runs the body for every item; false where there is none. */
    boolean run(Value iterable, TextBuilder out, int depth) {
        List<Value> items = select(interpreter.list(iterable));
        LoopValue state = new LoopValue(this, items, depth, interpreter.budget());
        for (Value item : items) {
            Scope scope = around.inner();
            Executor turn = new Executor(interpreter, scope, out);
            scope.set("loop", state);
            turn.assign(loop.target(), item);
            if (turn.run(loop.body()) == Completion.BREAK) {
                break;
            }
            state.advance();
        }
        return !items.isEmpty();
    }

    private List<Value> select(List<Value> items) {
        if (loop.condition() == null) {
            return items;
        }
        List<Value> selected = new ArrayList<>();
        for (Value item : items) {
            Scope scope = around.inner();
            new Executor(interpreter, scope, new TextBuilder(interpreter.budget())).assign(loop.target(), item);
            if (new Evaluator(interpreter, scope).evaluate(loop.condition()).isTruthy()) {
                selected.add(item);
            }
        }
        return selected;
    }
}
