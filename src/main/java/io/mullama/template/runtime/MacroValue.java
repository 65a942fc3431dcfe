package io.mullama.template.runtime;

import io.mullama.template.syntax.Statement;
import io.mullama.template.syntax.Statement.Signature;
import io.mullama.template.value.Arguments;
import io.mullama.template.value.DictValue;
import io.mullama.template.value.Failure;
import io.mullama.template.value.ObjectValue;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Text;
import io.mullama.template.value.TupleValue;
import io.mullama.template.value.UndefinedValue;
import io.mullama.template.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A macro, or the body of a {@code call} block, with the scope it was defined in. Confined to one render. */
record MacroValue(Interpreter interpreter, String name, Signature signature, List<Statement> body, Scope definition)
        implements ObjectValue {
    @Override
    public String typeName() {
        return "Macro";
    }

    @Override
    public @Nullable Value attribute(String attribute) {
        return attribute.equals("name") ? StringValue.template(name) : null;
    }

    @Override
    public Value call(Arguments arguments) {
        // Before the parameters, whose defaults may call the macro too.
        interpreter.budget().enter();
        Scope scope = definition.inner();
        Map<String, Value> named = new LinkedHashMap<>(arguments.named());
        Value caller = named.remove("caller");
        scope.set("caller", caller == null ? new UndefinedValue("No caller defined") : caller);
        bindParameters(scope, arguments.positional(), named);
        bindRest(scope, arguments, named);
        Text text = interpreter.capture(body, scope);
        interpreter.budget().leave();
        return new StringValue(text);
    }

    private void bindParameters(Scope scope, List<Value> positional, Map<String, Value> named) {
        Evaluator evaluator = new Evaluator(interpreter, scope);
        for (int i = 0; i < signature.parameters().size(); i++) {
            Signature.Parameter parameter = signature.parameters().get(i);
            Value given = i < positional.size() ? positional.get(i) : named.remove(parameter.name());
            if (given != null) {
                scope.set(parameter.name(), given);
            } else if (parameter.fallback() != null) {
                scope.set(parameter.name(), evaluator.evaluate(parameter.fallback()));
            } else if (!parameter.name().equals("caller")) {
                String message = "parameter '" + parameter.name() + "' was not provided";
                scope.set(parameter.name(), new UndefinedValue(message));
            }
        }
    }

    private void bindRest(Scope scope, Arguments arguments, Map<String, Value> named) {
        List<Value> rest = arguments.skip(signature.parameters().size()).positional();
        if (signature.varargs()) {
            scope.set("varargs", new TupleValue(rest));
        } else if (!rest.isEmpty()) {
            throw Failure.of("macro '" + name + "' takes not more than "
                    + signature.parameters().size() + " argument(s)");
        }
        if (signature.kwargs()) {
            scope.set("kwargs", dict(named));
        } else if (!named.isEmpty()) {
            String unknown = named.keySet().iterator().next();
            throw Failure.of("macro '" + name + "' takes no keyword argument '" + unknown + "'");
        }
    }

    private Value dict(Map<String, Value> named) {
        DictValue dict = DictValue.empty();
        for (Map.Entry<String, Value> entry : named.entrySet()) {
            dict.put(StringValue.template(entry.getKey()), entry.getValue(), interpreter.budget());
        }
        return dict;
    }

    /** Macros are the same only where they are one. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
