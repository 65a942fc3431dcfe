package io.mullama.template.runtime;

import io.mullama.template.value.Arguments;
import io.mullama.template.value.BoundArguments;
import io.mullama.template.value.DictValue;
import io.mullama.template.value.Failure;
import io.mullama.template.value.NamespaceValue;
import io.mullama.template.value.Numbers;
import io.mullama.template.value.RangeValue;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Text;
import io.mullama.template.value.Value;
import java.time.ZonedDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that every template can call. Confined to one render. */
final class Functions {
    /** Jinja's sandbox has the same limit. */
    private static final int MAX_RANGE = 100_000;

    private final Interpreter interpreter;

    Functions(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Nullable
    Value find(String name) {
        return switch (name) {
            case "range" -> new FunctionValue(name, this::range);
            case "dict" -> new FunctionValue(name, this::dict);
            case "namespace" -> new FunctionValue(name, this::namespace);
            case "raise_exception" -> new FunctionValue(name, this::raise);
            case "strftime_now" -> new FunctionValue(name, this::now);
            case "joiner" -> new FunctionValue(name, this::joiner);
            case "cycler" -> new FunctionValue(name, this::cycler);
            default -> null;
        };
    }

    private Value range(Arguments arguments) {
        BoundArguments bound = arguments.bind("range", "start", "stop", "step");
        boolean onlyStop = bound.get(1).isEmpty();
        long start = onlyStop ? 0 : Numbers.toIndex(bound.require(0));
        long stop = Numbers.toIndex(bound.require(onlyStop ? 0 : 1));
        long step = bound.integer(2, 1);
        if (step == 0) {
            throw Failure.of("range() arg 3 must not be zero");
        }
        RangeValue range = new RangeValue(start, stop, step);
        if (range.size() > MAX_RANGE) {
            throw Failure.of("Range too big. The sandbox blocks ranges larger than MAX_RANGE (" + MAX_RANGE + ").");
        }
        return range;
    }

    private Value dict(Arguments arguments) {
        DictValue dict = DictValue.empty();
        if (arguments.positional().size() > 1) {
            throw Failure.of("dict expected at most 1 argument, got "
                    + arguments.positional().size());
        }
        for (Value source : arguments.positional()) {
            DictMethods.update(dict, source, interpreter);
        }
        for (Map.Entry<String, Value> entry : arguments.named().entrySet()) {
            dict.put(StringValue.template(entry.getKey()), entry.getValue(), interpreter.budget());
        }
        return dict;
    }

    private Value namespace(Arguments arguments) {
        DictValue attributes = (DictValue) dict(arguments);
        NamespaceValue namespace = new NamespaceValue();
        for (DictValue.Entry entry : attributes.entries()) {
            namespace.set(interpreter.string(interpreter.str(entry.key())), entry.value());
        }
        return namespace;
    }

    private Value raise(Arguments arguments) {
        Text message =
                interpreter.str(arguments.bind("raise_exception", "message").require(0));
        throw Failure.raisedByTemplate(interpreter.string(message));
    }

    private Value now(Arguments arguments) {
        Text format = arguments.bind("strftime_now", "format").text(0);
        String time = new Strftime(ZonedDateTime.now(interpreter.clock()), interpreter.budget())
                .format(interpreter.string(format));
        return new StringValue(Text.of(time, format.hasInput()));
    }

    private Value joiner(Arguments arguments) {
        Value separator = arguments.bind("joiner", "sep").get(0, StringValue.template(", "));
        boolean[] used = new boolean[1];
        return new FunctionValue("joiner", ignored -> {
            Value result = used[0] ? separator : StringValue.EMPTY;
            used[0] = true;
            return result;
        });
    }

    private Value cycler(Arguments arguments) {
        if (arguments.positional().isEmpty()) {
            throw Failure.of("at least one item has to be provided");
        }
        return new CyclerValue(arguments.positional());
    }
}
