package io.mullama.template.value;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Arguments by the parameters they belong to. Immutable. */
public final class BoundArguments {
    private final String function;
    private final List<String> parameters;
    private final Arguments arguments;

    BoundArguments(String function, List<String> parameters, Arguments arguments) {
        this.function = function;
        this.parameters = parameters;
        this.arguments = arguments;
    }

    private @Nullable Value lookUp(int index) {
        return index < arguments.positional().size()
                ? arguments.positional().get(index)
                : arguments.named().get(parameters.get(index));
    }

    /** The argument for a parameter, where there is one. */
    public Optional<Value> get(int index) {
        return Optional.ofNullable(lookUp(index));
    }

    public Value get(int index, Value fallback) {
        Value value = lookUp(index);
        return value == null ? fallback : value;
    }

    /** The argument for a parameter; fails where it is missing. */
    public Value require(int index) {
        Value value = lookUp(index);
        if (value == null) {
            throw Failure.of(function + "() missing required argument '" + parameters.get(index) + "'");
        }
        return value;
    }

    public boolean flag(int index, boolean fallback) {
        Value value = lookUp(index);
        return value == null ? fallback : value.isTruthy();
    }

    public int integer(int index, int fallback) {
        Value value = lookUp(index);
        return value == null ? fallback : Numbers.toIndex(value);
    }

    /** A string argument; fails for any other type. */
    public Text text(int index) {
        return textOf(require(index));
    }

    public Text text(int index, Text fallback) {
        Value value = lookUp(index);
        return value == null ? fallback : textOf(value);
    }

    private Text textOf(Value value) {
        if (value instanceof StringValue string) {
            return string.text();
        }
        if (value instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        throw Failure.of(function + "() argument must be str, not " + value.typeName());
    }
}
