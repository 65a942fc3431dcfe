package io.mullama.template.runtime;

import io.mullama.template.value.IntegerValue;
import io.mullama.template.value.NoneValue;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Text;
import io.mullama.template.value.UndefinedValue;
import io.mullama.template.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code attribute} of a filter: names with dots between them, of which digits are indexes. Of one render. */
final class AttributePath {
    private final List<Value> parts;
    private final @Nullable Value fallback;
    private final Interpreter interpreter;

    private AttributePath(List<Value> parts, @Nullable Value fallback, Interpreter interpreter) {
        this.parts = parts;
        this.fallback = fallback;
        this.interpreter = interpreter;
    }

    /** The path for an argument; that for none leads to the item itself. */
    static AttributePath of(Value attribute, Interpreter interpreter) {
        List<Value> parts = new ArrayList<>();
        if (attribute instanceof StringValue name) {
            for (Text part : TextSplit.split(name.text(), ".", -1, false, interpreter.budget())) {
                parts.add(part(part, interpreter));
            }
        } else if (attribute != NoneValue.NONE) {
            parts.add(attribute);
        }
        return new AttributePath(parts, null, interpreter);
    }

    /** The paths of an argument that may name several attributes with commas between them. */
    static List<AttributePath> several(Value attribute, Interpreter interpreter) {
        List<AttributePath> paths = new ArrayList<>();
        if (attribute instanceof StringValue names) {
            for (Text name : TextSplit.split(names.text(), ",", -1, false, interpreter.budget())) {
                paths.add(of(new StringValue(name), interpreter));
            }
        } else {
            paths.add(of(attribute, interpreter));
        }
        return paths;
    }

    private static Value part(Text part, Interpreter interpreter) {
        String name = interpreter.string(part);
        boolean isIndex = StringPredicates.holds("isdigit", name);
        return isIndex ? new IntegerValue(new BigInteger(name)) : new StringValue(part);
    }

    AttributePath orElse(Value otherwise) {
        return new AttributePath(parts, otherwise, interpreter);
    }

    Value get(Value item) {
        Value value = item;
        for (Value part : parts) {
            value = Attributes.item(value, part, interpreter);
            if (fallback != null && value instanceof UndefinedValue) {
                value = fallback;
            }
        }
        return value;
    }
}
