package io.mullama.template.runtime;

import io.mullama.template.value.Arguments;
import io.mullama.template.value.BooleanValue;
import io.mullama.template.value.BoundArguments;
import io.mullama.template.value.Failure;
import io.mullama.template.value.NoneValue;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How {@code tojson} lays its text out. Immutable.
 *
 * @param ascii whether everything else is escaped
 * @param indentation what one level is indented by; null for all on one line
 */
record JsonLayout(
        boolean ascii, @Nullable String indentation, String itemSeparator, String keySeparator, boolean sorted) {
    private static final int MAX_INDENTATION = 64;

    /** The layout that Transformers' {@code tojson} makes of its arguments. */
    static JsonLayout of(Arguments arguments, Interpreter interpreter) {
        BoundArguments bound = arguments.bind("tojson", "ensure_ascii", "indent", "separators", "sort_keys");
        String indentation = indentation(bound, interpreter);
        Value separators = bound.get(2, NoneValue.NONE);
        String item = indentation == null ? ", " : ",";
        String key = ": ";
        if (separators != NoneValue.NONE) {
            List<Value> pair = interpreter.list(separators);
            if (pair.size() != 2) {
                throw Failure.of("separators must be a pair");
            }
            item = interpreter.string(interpreter.str(pair.get(0)));
            key = interpreter.string(interpreter.str(pair.get(1)));
        }
        boolean ascii = bound.get(0, BooleanValue.FALSE).isTruthy();
        return new JsonLayout(ascii, indentation, item, key, bound.flag(3, false));
    }

    private static @Nullable String indentation(BoundArguments bound, Interpreter interpreter) {
        Value indent = bound.get(1, NoneValue.NONE);
        if (indent == NoneValue.NONE) {
            return null;
        }
        if (indent instanceof StringValue string) {
            return interpreter.string(string.text());
        }
        int width = Math.max(bound.integer(1, 0), 0);
        if (width > MAX_INDENTATION) {
            throw Failure.of("tojson indents by at most " + MAX_INDENTATION);
        }
        return " ".repeat(width);
    }
}
