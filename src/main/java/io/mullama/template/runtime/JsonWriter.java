package io.mullama.template.runtime;

import io.mullama.template.value.BooleanValue;
import io.mullama.template.value.Budget;
import io.mullama.template.value.Comparison;
import io.mullama.template.value.DictValue;
import io.mullama.template.value.Failure;
import io.mullama.template.value.FloatValue;
import io.mullama.template.value.GeneratorValue;
import io.mullama.template.value.IntegerValue;
import io.mullama.template.value.ListValue;
import io.mullama.template.value.NoneValue;
import io.mullama.template.value.PythonRepr;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Text;
import io.mullama.template.value.TupleValue;
import io.mullama.template.value.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Writes JSON as Python's {@code json.dumps}; what holds any input is input as a whole. Confined to one thread. */
final class JsonWriter {
    private final JsonLayout layout;
    private final Budget budget;
    private final StringBuilder out = new StringBuilder();
    private boolean input;
    private int depth;

    private JsonWriter(JsonLayout layout, Budget budget) {
        this.layout = layout;
        this.budget = budget;
    }

    static Value write(Value value, JsonLayout layout, Budget budget) {
        JsonWriter writer = new JsonWriter(layout, budget);
        writer.write(value);
        return new StringValue(Text.of(writer.out.toString(), writer.input));
    }

    private void write(Value value) {
        budget.step();
        if (value instanceof StringValue string) {
            writeString(string.text());
        } else if (value instanceof DictValue dict) {
            writeDict(dict);
        } else if (value instanceof ListValue list) {
            writeItems(list.iterate());
        } else if (value instanceof TupleValue tuple) {
            writeItems(tuple.iterate());
        } else if (value instanceof GeneratorValue generator) {
            // Python refuses generators, but what is meant is plain.
            writeItems(generator.iterate());
        } else {
            add(simple(value));
        }
    }

    private String simple(Value value) {
        if (value instanceof BooleanValue) {
            return value.isTruthy() ? "true" : "false";
        }
        if (value == NoneValue.NONE) {
            return "null";
        }
        if (value instanceof FloatValue number && !Double.isFinite(number.value())) {
            return Double.isNaN(number.value()) ? "NaN" : number.value() > 0 ? "Infinity" : "-Infinity";
        }
        if (value instanceof FloatValue || value instanceof IntegerValue) {
            return PythonRepr.repr(value, budget).string(budget);
        }
        throw Failure.of("Object of type " + value.typeName() + " is not JSON serializable");
    }

    private void add(String text) {
        budget.checkLength((long) out.length() + text.length());
        budget.copy(text.length());
        out.append(text);
    }

    private void open(String bracket) {
        budget.enter();
        depth++;
        add(bracket);
    }

    private void close(String bracket, boolean empty) {
        depth--;
        if (!empty) {
            newLine();
        }
        add(bracket);
        budget.leave();
    }

    private void newLine() {
        String indentation = layout.indentation();
        if (indentation == null) {
            return;
        }
        add("\n");
        for (int i = 0; i < depth; i++) {
            add(indentation);
        }
    }

    private void separate(boolean first) {
        if (!first) {
            add(layout.itemSeparator());
        }
        newLine();
    }

    private void writeItems(Iterator<Value> items) {
        open("[");
        boolean first = true;
        while (items.hasNext()) {
            separate(first);
            write(items.next());
            first = false;
        }
        close("]", first);
    }

    private void writeDict(DictValue dict) {
        open("{");
        boolean first = true;
        for (DictValue.Entry entry : layout.sorted() ? sorted(dict) : dict.entries()) {
            separate(first);
            writeKey(entry.key());
            add(layout.keySeparator());
            write(entry.value());
            first = false;
        }
        close("}", first);
    }

    private List<DictValue.Entry> sorted(DictValue dict) {
        budget.elements(dict.entries().size());
        List<DictValue.Entry> entries = new ArrayList<>(dict.entries());
        entries.sort((a, b) -> Comparison.order("<", a.key(), b.key(), budget));
        return entries;
    }

    private void writeKey(Value key) {
        if (key instanceof StringValue string) {
            writeString(string.text());
        } else if (key instanceof TupleValue) {
            throw Failure.of("keys must be str, int, float, bool or None, not " + key.typeName());
        } else {
            add("\"");
            add(simple(key));
            add("\"");
        }
    }

    private void writeString(Text text) {
        input |= text.hasInput();
        String string = text.string(budget);
        StringBuilder escaped = new StringBuilder(string.length() + 2).append('"');
        for (int i = 0; i < string.length(); i++) {
            appendEscaped(escaped, string.charAt(i));
        }
        add(escaped.append('"').toString());
    }

    private void appendEscaped(StringBuilder escaped, char c) {
        switch (c) {
            case '"' -> escaped.append("\\\"");
            case '\\' -> escaped.append("\\\\");
            case '\n' -> escaped.append("\\n");
            case '\r' -> escaped.append("\\r");
            case '\t' -> escaped.append("\\t");
            case '\f' -> escaped.append("\\f");
            case '\b' -> escaped.append("\\b");
            default -> {
                if (c < ' ' || (layout.ascii() && c > '~')) {
                    String hex = Integer.toHexString(c);
                    escaped.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
                } else {
                    escaped.append(c);
                }
            }
        }
    }
}
