package io.mullama.template.runtime;

import io.mullama.template.syntax.CallArguments;
import io.mullama.template.syntax.Expression;
import io.mullama.template.value.Arguments;
import io.mullama.template.value.BooleanValue;
import io.mullama.template.value.Budget;
import io.mullama.template.value.Comparison;
import io.mullama.template.value.DictValue;
import io.mullama.template.value.Failure;
import io.mullama.template.value.ListValue;
import io.mullama.template.value.ObjectValue;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.TextBuilder;
import io.mullama.template.value.TupleValue;
import io.mullama.template.value.UndefinedValue;
import io.mullama.template.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes the values of expressions in one scope. Confined to one render. */
final class Evaluator implements Expression.Visitor<Value> {
    private final Interpreter interpreter;
    private final Scope scope;
    private final Budget budget;

    Evaluator(Interpreter interpreter, Scope scope) {
        this.interpreter = interpreter;
        this.scope = scope;
        this.budget = interpreter.budget();
    }

    Value evaluate(Expression expression) {
        budget.step();
        budget.enter();
        Value value = expression.accept(this);
        budget.leave();
        return value;
    }

    private List<Value> evaluateAll(List<Expression> expressions) {
        budget.elements(expressions.size());
        List<Value> values = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            values.add(evaluate(expression));
        }
        return values;
    }

    private @Nullable Value evaluateOptional(@Nullable Expression expression) {
        return expression == null ? null : evaluate(expression);
    }

    @Override
    public Value visit(Expression.Literal literal) {
        return literal.value();
    }

    @Override
    public Value visit(Expression.Name name) {
        interpreter.at(name.offset());
        return scope.get(name.name());
    }

    @Override
    public Value visit(Expression.ListOf list) {
        return ListValue.of(evaluateAll(list.items()));
    }

    @Override
    public Value visit(Expression.TupleOf tuple) {
        return new TupleValue(evaluateAll(tuple.items()));
    }

    @Override
    public Value visit(Expression.DictOf dict) {
        List<Value> keys = evaluateAll(dict.keys());
        List<Value> values = evaluateAll(dict.values());
        interpreter.at(dict.offset());
        DictValue result = DictValue.empty();
        for (int i = 0; i < keys.size(); i++) {
            result.put(keys.get(i), values.get(i), budget);
        }
        return result;
    }

    @Override
    public Value visit(Expression.Attribute attribute) {
        Value object = evaluate(attribute.object());
        interpreter.at(attribute.offset());
        return Attributes.attribute(object, attribute.name(), interpreter);
    }

    @Override
    public Value visit(Expression.Item item) {
        Value object = evaluate(item.object());
        Value key = evaluate(item.key());
        interpreter.at(item.offset());
        return Attributes.item(object, key, interpreter);
    }

    @Override
    public Value visit(Expression.Slice slice) {
        Value object = evaluate(slice.object());
        Value start = evaluateOptional(slice.start());
        Value stop = evaluateOptional(slice.stop());
        Value step = evaluateOptional(slice.step());
        interpreter.at(slice.offset());
        return Slicing.slice(object, start, stop, step, budget);
    }

    @Override
    public Value visit(Expression.Call call) {
        Value callee = evaluate(call.callee());
        Arguments arguments = evaluate(call.arguments());
        return call(call.offset(), callee, arguments);
    }

    Value call(int offset, Value callee, Arguments arguments) {
        interpreter.at(offset);
        if (callee instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        if (callee instanceof ObjectValue object) {
            return object.call(arguments);
        }
        throw Failure.of("'" + callee.typeName() + "' object is not callable");
    }

    Arguments evaluate(CallArguments syntax) {
        List<Value> positional = evaluateAll(syntax.positional());
        if (syntax.spread() != null) {
            positional.addAll(interpreter.list(evaluate(syntax.spread())));
        }
        if (syntax.named().isEmpty() && syntax.namedSpread() == null) {
            return new Arguments(positional, Map.of());
        }
        Map<String, Value> named = new LinkedHashMap<>();
        for (CallArguments.Named argument : syntax.named()) {
            named.put(argument.name(), evaluate(argument.value()));
        }
        if (syntax.namedSpread() != null) {
            spreadNamed(evaluate(syntax.namedSpread()), named);
        }
        return new Arguments(positional, named);
    }

    private void spreadNamed(Value value, Map<String, Value> named) {
        if (!(value instanceof DictValue dict)) {
            throw Failure.of("argument after ** must be a mapping, not " + value.typeName());
        }
        for (DictValue.Entry entry : dict.entries()) {
            budget.elements(1);
            named.put(interpreter.string(interpreter.str(entry.key())), entry.value());
        }
    }

    @Override
    public Value visit(Expression.Filter filter) {
        Value subject = evaluate(filter.subject());
        return applyFilter(filter.offset(), filter.name(), subject, evaluate(filter.arguments()));
    }

    Value applyFilter(int offset, String name, Value subject, Arguments arguments) {
        interpreter.at(offset);
        return Filters.apply(name, subject, arguments, interpreter);
    }

    @Override
    public Value visit(Expression.Test test) {
        Value subject = evaluate(test.subject());
        Arguments arguments = evaluate(test.arguments());
        interpreter.at(test.offset());
        return BooleanValue.of(Tests.holds(test.name(), subject, arguments, interpreter));
    }

    @Override
    public Value visit(Expression.Unary unary) {
        Value operand = evaluate(unary.operand());
        interpreter.at(unary.offset());
        return Arithmetic.unary(unary.operator(), operand);
    }

    @Override
    public Value visit(Expression.Binary binary) {
        Value left = evaluate(binary.left());
        Value right = evaluate(binary.right());
        interpreter.at(binary.offset());
        return Arithmetic.binary(binary.operator(), left, right, interpreter);
    }

    @Override
    public Value visit(Expression.Concat concat) {
        TextBuilder text = new TextBuilder(budget);
        for (Expression part : concat.parts()) {
            text.append(interpreter.str(evaluate(part)));
        }
        return new StringValue(text.build());
    }

    @Override
    public Value visit(Expression.Comparisons comparisons) {
        Value left = evaluate(comparisons.first());
        for (Expression.Comparisons.Link link : comparisons.links()) {
            Value right = evaluate(link.operand());
            interpreter.at(comparisons.offset());
            if (!compare(link.operator(), left, right)) {
                return BooleanValue.FALSE;
            }
            left = right;
        }
        return BooleanValue.TRUE;
    }

    private boolean compare(String operator, Value left, Value right) {
        return switch (operator) {
            case "==" -> Comparison.equal(left, right, budget);
            case "!=" -> !Comparison.equal(left, right, budget);
            case "in" -> Comparison.contains(right, left, budget);
            case "not in" -> !Comparison.contains(right, left, budget);
            default -> Comparison.holds(operator, left, right, budget);
        };
    }

    @Override
    public Value visit(Expression.Logical logical) {
        Value left = evaluate(logical.left());
        return left.isTruthy() == logical.and() ? evaluate(logical.right()) : left;
    }

    @Override
    public Value visit(Expression.Not not) {
        return BooleanValue.of(!evaluate(not.operand()).isTruthy());
    }

    @Override
    public Value visit(Expression.Conditional conditional) {
        if (evaluate(conditional.condition()).isTruthy()) {
            return evaluate(conditional.then());
        }
        if (conditional.otherwise() != null) {
            return evaluate(conditional.otherwise());
        }
        return new UndefinedValue("the inline if-expression evaluated to false and no else section was defined.");
    }
}
