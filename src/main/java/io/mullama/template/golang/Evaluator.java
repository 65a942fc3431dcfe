package io.mullama.template.golang;

import io.mullama.template.value.Budget;
import io.mullama.template.value.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes the values of pipelines. Confined to one thread. */
final class Evaluator {
    private final Interpreter interpreter;
    private final Budget budget;
    private final Variables variables;

    Evaluator(Interpreter interpreter, Variables variables) {
        this.interpreter = interpreter;
        this.budget = interpreter.budget();
        this.variables = variables;
    }

    /** A pipeline's value, which its variables have then. */
    GoValue evaluate(Pipeline pipeline, GoValue dot) {
        budget.enter();
        GoValue value = null;
        for (Pipeline.Command command : pipeline.commands()) {
            value = command(command, dot, value);
        }
        budget.leave();
        GoValue result = value == null ? GoValue.Nil.NIL : value;
        variables.set(pipeline, result);
        return result;
    }

    private GoValue command(Pipeline.Command command, GoValue dot, @Nullable GoValue piped) {
        budget.step();
        Operand first = command.operands().get(0);
        interpreter.at(first.offset());
        List<Operand> arguments =
                command.operands().subList(1, command.operands().size());
        if (first instanceof Operand.Name name) {
            return call(name, arguments, dot, piped);
        }
        if (first instanceof Operand.Nothing) {
            throw Failure.of("nil is no command");
        }
        if (!arguments.isEmpty() || piped != null) {
            throw Failure.of("only functions take arguments; methods and fields that are functions are not supported");
        }
        return operand(first, dot);
    }

    private GoValue call(Operand.Name name, List<Operand> operands, GoValue dot, @Nullable GoValue piped) {
        Functions.Function function = Functions.named(name.name());
        List<GoValue> arguments = new ArrayList<>();
        boolean decided = false;
        for (Operand operand : operands) {
            GoValue argument = operand(operand, dot);
            budget.elements(1);
            arguments.add(argument);
            decided = function.isDecidedBy(argument);
            if (decided) {
                break;
            }
        }
        if (piped != null && !decided) {
            arguments.add(piped);
        }
        interpreter.at(name.offset());
        return function.call(arguments, interpreter);
    }

    private GoValue operand(Operand operand, GoValue dot) {
        budget.step();
        interpreter.at(operand.offset());
        if (operand instanceof Operand.Literal literal) {
            return literal.value();
        }
        if (operand instanceof Operand.Dot) {
            return dot;
        }
        if (operand instanceof Operand.Variable variable) {
            return variables.get(variable.place());
        }
        if (operand instanceof Operand.Fields fields) {
            return fields(fields, dot);
        }
        if (operand instanceof Operand.Group group) {
            return evaluate(group.pipeline(), dot);
        }
        if (operand instanceof Operand.Name name) {
            return call(name, List.of(), dot, null);
        }
        return GoValue.Nil.NIL;
    }

    private GoValue fields(Operand.Fields fields, GoValue dot) {
        GoValue value = operand(fields.base(), dot);
        // Go reads fields of a variable without a value as absent, but not fields of an absent field.
        if (value == GoValue.Nil.NIL) {
            return value;
        }
        for (String name : fields.names()) {
            interpreter.at(fields.offset());
            value = field(value, name);
        }
        return value;
    }

    private GoValue field(GoValue value, String name) {
        budget.step();
        if (value instanceof GoValue.Mapping mapping) {
            GoValue found = mapping.entries().get(name);
            return found == null ? GoValue.Nil.NIL : found;
        }
        if (value instanceof GoValue.Struct struct) {
            for (GoValue.Member member : struct.members()) {
                if (member.name().equals(name)) {
                    return member.value();
                }
            }
        }
        throw Failure.of("there is no field '" + name + "' in " + value.describe());
    }
}
