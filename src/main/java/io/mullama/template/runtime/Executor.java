package io.mullama.template.runtime;

import io.mullama.template.syntax.Expression;
import io.mullama.template.syntax.Statement;
import io.mullama.template.syntax.Target;
import io.mullama.template.value.Arguments;
import io.mullama.template.value.Failure;
import io.mullama.template.value.NamespaceValue;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Text;
import io.mullama.template.value.TextBuilder;
import io.mullama.template.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Does statements in one scope and prints to one text. Confined to one render. */
final class Executor implements Statement.Visitor<Executor.Completion> {
    /** How a statement ended. */
    enum Completion {
        NORMAL,
        BREAK,
        CONTINUE
    }

    private final Interpreter interpreter;
    private final Scope scope;
    private final TextBuilder out;
    private final Evaluator evaluator;

    Executor(Interpreter interpreter, Scope scope, TextBuilder out) {
        this.interpreter = interpreter;
        this.scope = scope;
        this.out = out;
        this.evaluator = new Evaluator(interpreter, scope);
    }

    /** Does statements until the end or a jump. */
    Completion run(List<Statement> body) {
        for (Statement statement : body) {
            interpreter.budget().step();
            interpreter.budget().enter();
            Completion completion = statement.accept(this);
            interpreter.budget().leave();
            if (completion != Completion.NORMAL) {
                return completion;
            }
        }
        return Completion.NORMAL;
    }

    @Override
    public Completion visit(Statement.Data data) {
        interpreter.at(data.offset());
        out.append(data.text());
        return Completion.NORMAL;
    }

    @Override
    public Completion visit(Statement.Print print) {
        Value value = evaluator.evaluate(print.value());
        interpreter.at(print.offset());
        out.append(interpreter.str(value));
        return Completion.NORMAL;
    }

    @Override
    public Completion visit(Statement.If statement) {
        for (Statement.If.Branch branch : statement.branches()) {
            if (evaluator.evaluate(branch.condition()).isTruthy()) {
                return run(branch.body());
            }
        }
        return run(statement.otherwise());
    }

    @Override
    public Completion visit(Statement.For loop) {
        Value items = evaluator.evaluate(loop.items());
        interpreter.at(loop.offset());
        boolean entered = new ForLoop(interpreter, loop, scope).run(items, out, 0);
        return entered ? Completion.NORMAL : new Executor(interpreter, scope.inner(), out).run(loop.otherwise());
    }

    @Override
    public Completion visit(Statement.Jump jump) {
        return jump.leavesLoop() ? Completion.BREAK : Completion.CONTINUE;
    }

    @Override
    public Completion visit(Statement.Assign assign) {
        Value value = evaluator.evaluate(assign.value());
        interpreter.at(assign.offset());
        assign(assign.target(), value);
        return Completion.NORMAL;
    }

    @Override
    public Completion visit(Statement.AssignBlock assign) {
        Text body = interpreter.capture(assign.body(), scope.inner());
        Value value = filter(assign.filters(), new StringValue(body));
        interpreter.at(assign.offset());
        assign(assign.target(), value);
        return Completion.NORMAL;
    }

    private Value filter(List<Statement.FilterCall> filters, Value subject) {
        Value value = subject;
        for (Statement.FilterCall filter : filters) {
            Arguments arguments = evaluator.evaluate(filter.arguments());
            value = evaluator.applyFilter(filter.offset(), filter.name(), value, arguments);
        }
        return value;
    }

    /** Binds a value, or its items, to what the target names. */
    void assign(Target target, Value value) {
        if (target instanceof Target.Variable variable) {
            scope.set(variable.name(), value);
        } else if (target instanceof Target.NamespaceAttribute attribute) {
            if (!(scope.get(attribute.namespace()) instanceof NamespaceValue namespace)) {
                throw Failure.of("cannot assign attribute on non-namespace object");
            }
            namespace.set(attribute.attribute(), value);
        } else if (target instanceof Target.Unpacked unpacked) {
            unpack(unpacked.targets(), value);
        }
    }

    private void unpack(List<Target> targets, Value value) {
        if (!value.isIterable()) {
            throw Failure.of("cannot unpack non-iterable " + value.typeName() + " object");
        }
        List<Value> items = interpreter.list(value);
        if (items.size() > targets.size()) {
            throw Failure.of("too many values to unpack (expected " + targets.size() + ")");
        }
        if (items.size() < targets.size()) {
            throw Failure.of("not enough values to unpack (expected " + targets.size() + ", got " + items.size() + ")");
        }
        for (int i = 0; i < items.size(); i++) {
            assign(targets.get(i), items.get(i));
        }
    }

    @Override
    public Completion visit(Statement.Macro macro) {
        scope.set(macro.name(), new MacroValue(interpreter, macro.name(), macro.signature(), macro.body(), scope));
        return Completion.NORMAL;
    }

    @Override
    public Completion visit(Statement.CallBlock block) {
        Expression.Call call = block.call();
        Value callee = evaluator.evaluate(call.callee());
        Arguments arguments = evaluator.evaluate(call.arguments());
        Map<String, Value> named = new LinkedHashMap<>(arguments.named());
        named.put("caller", new MacroValue(interpreter, "caller", block.signature(), block.body(), scope));
        Value value = evaluator.call(block.offset(), callee, new Arguments(arguments.positional(), named));
        out.append(interpreter.str(value));
        return Completion.NORMAL;
    }

    @Override
    public Completion visit(Statement.FilterBlock block) {
        Text body = interpreter.capture(block.body(), scope.inner());
        out.append(interpreter.str(filter(block.filters(), new StringValue(body))));
        return Completion.NORMAL;
    }

    @Override
    public Completion visit(Statement.With with) {
        Executor inner = new Executor(interpreter, scope.inner(), out);
        for (Statement.Assign assignment : with.assignments()) {
            // The values are those of the scope around, so that one cannot see another.
            Value value = evaluator.evaluate(assignment.value());
            interpreter.at(assignment.offset());
            inner.assign(assignment.target(), value);
        }
        return inner.run(with.body());
    }
}
