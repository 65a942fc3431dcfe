package io.mullama.template.value;

import java.util.List;

/** Writes values as Python's {@code str} and {@code repr} do. Confined to one thread. */
public final class PythonRepr {
    private static final int ELEMENTS_PER_FLOAT = 15;

    private final Budget budget;
    private final StringBuilder out = new StringBuilder();
    private boolean input;

    private PythonRepr(Budget budget) {
        this.budget = budget;
    }

    /** What a value prints as. */
    public static Text str(Value value, Budget budget) {
        if (value instanceof StringValue string) {
            return string.text();
        }
        if (value instanceof UndefinedValue) {
            return Text.EMPTY;
        }
        return repr(value, budget);
    }

    /** How a value looks inside a printed list; one that holds any input is input as a whole. */
    public static Text repr(Value value, Budget budget) {
        PythonRepr repr = new PythonRepr(budget);
        repr.write(value);
        return Text.of(repr.out.toString(), repr.input);
    }

    private void write(Value value) {
        budget.step();
        if (value instanceof StringValue string) {
            writeString(string.text());
        } else if (value instanceof ListValue list) {
            writeItems("[", list.items(), "]");
        } else if (value instanceof TupleValue tuple) {
            writeItems("(", tuple.items(), tuple.items().size() == 1 ? ",)" : ")");
        } else if (value instanceof DictValue dict) {
            writeDict(dict);
        } else if (value instanceof ViewValue view) {
            writeItems(view.typeName() + "([", view.items(), "])");
        } else {
            if (value instanceof FloatValue) {
                // Finding the shortest digits takes long.
                budget.elements(ELEMENTS_PER_FLOAT);
            }
            add(simple(value));
        }
    }

    private static String simple(Value value) {
        if (value instanceof IntegerValue integer) {
            return integer.value().toString();
        }
        if (value instanceof FloatValue number) {
            return PythonFloat.repr(number.value());
        }
        if (value instanceof BooleanValue) {
            return value.isTruthy() ? "True" : "False";
        }
        if (value instanceof RangeValue range) {
            String step = range.step() == 1 ? "" : ", " + range.step();
            return "range(" + range.start() + ", " + range.stop() + step + ")";
        }
        if (value instanceof NoneValue) {
            return "None";
        }
        return value instanceof UndefinedValue ? "Undefined" : "<" + value.typeName() + " object>";
    }

    private void add(String text) {
        budget.checkLength((long) out.length() + text.length());
        budget.copy(text.length());
        out.append(text);
    }

    private void writeItems(String open, List<Value> items, String close) {
        budget.enter();
        add(open);
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                add(", ");
            }
            write(items.get(i));
        }
        add(close);
        budget.leave();
    }

    private void writeDict(DictValue dict) {
        budget.enter();
        add("{");
        String separator = "";
        for (DictValue.Entry entry : dict.entries()) {
            add(separator);
            write(entry.key());
            add(": ");
            write(entry.value());
            separator = ", ";
        }
        add("}");
        budget.leave();
    }

    private void writeString(Text text) {
        input |= text.hasInput();
        String string = text.string(budget);
        char quote = string.indexOf('\'') >= 0 && string.indexOf('"') < 0 ? '"' : '\'';
        add(String.valueOf(quote));
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < string.length(); ) {
            int c = string.codePointAt(i);
            appendEscaped(escaped, c, quote);
            i += Character.charCount(c);
        }
        add(escaped.toString());
        add(String.valueOf(quote));
    }

    private static void appendEscaped(StringBuilder out, int c, char quote) {
        switch (c) {
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c == quote) {
                    out.append('\\').append(quote);
                } else if (PythonText.isPrintable(c)) {
                    out.appendCodePoint(c);
                } else {
                    appendCode(out, c);
                }
            }
        }
    }

    private static void appendCode(StringBuilder out, int c) {
        String hex = Integer.toHexString(c);
        int width = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
        out.append('\\').append(width == 2 ? 'x' : width == 4 ? 'u' : 'U');
        out.append("0".repeat(width - hex.length())).append(hex);
    }
}
