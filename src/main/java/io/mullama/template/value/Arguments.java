package io.mullama.template.value;

import java.util.List;
import java.util.Map;

/** What a function, filter or test is called with: by position, then by name. Immutable. */
public record Arguments(List<Value> positional, Map<String, Value> named) {
    public static final Arguments NONE = new Arguments(List.of(), Map.of());

    /** Assigns the arguments to parameters; fails where one is unknown, doubled or too many. */
    public BoundArguments bind(String function, String... parameters) {
        if (positional.size() > parameters.length) {
            throw Failure.of(function + "() takes at most " + parameters.length + " arguments (" + positional.size()
                    + " given)");
        }
        for (String name : named.keySet()) {
            int index = List.of(parameters).indexOf(name);
            if (index < 0) {
                throw Failure.of(function + "() got an unexpected keyword argument '" + name + "'");
            }
            if (index < positional.size()) {
                throw Failure.of(function + "() got multiple values for argument '" + name + "'");
            }
        }
        return new BoundArguments(function, List.of(parameters), this);
    }

    /** The same without the first so many by position. */
    public Arguments skip(int count) {
        int from = Math.min(count, positional.size());
        return new Arguments(positional.subList(from, positional.size()), named);
    }
}
