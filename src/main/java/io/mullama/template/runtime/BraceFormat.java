package io.mullama.template.runtime;

import io.mullama.template.value.Arguments;
import io.mullama.template.value.Failure;
import io.mullama.template.value.IntegerValue;
import io.mullama.template.value.PythonRepr;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Text;
import io.mullama.template.value.TextBuilder;
import io.mullama.template.value.Value;
import java.math.BigInteger;

/** Python's {@code str.format}. Confined to one render. */
final class BraceFormat {
    private final Arguments arguments;
    private final Interpreter interpreter;
    private int automatic;

    private BraceFormat(Arguments arguments, Interpreter interpreter) {
        this.arguments = arguments;
        this.interpreter = interpreter;
    }

    static Text format(Text format, Arguments arguments, Interpreter interpreter) {
        return new BraceFormat(arguments, interpreter).run(format);
    }

    private Text run(Text format) {
        String text = interpreter.string(format);
        TextBuilder out = new TextBuilder(interpreter.budget());
        int position = 0;
        while (position < text.length()) {
            int brace = nextBrace(text, position);
            out.append(format, position, brace);
            if (brace == text.length()) {
                break;
            }
            interpreter.budget().step();
            if (brace + 1 < text.length() && text.charAt(brace + 1) == text.charAt(brace)) {
                out.append(format, brace, brace + 1);
                position = brace + 2;
            } else {
                int close = closing(text, brace);
                out.append(field(text.substring(brace + 1, close)));
                position = close + 1;
            }
        }
        return out.build();
    }

    private static int nextBrace(String text, int from) {
        int index = from;
        while (index < text.length() && text.charAt(index) != '{' && text.charAt(index) != '}') {
            index++;
        }
        return index;
    }

    private static int closing(String text, int open) {
        if (text.charAt(open) == '}') {
            throw Failure.of("Single '}' encountered in format string");
        }
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw Failure.of("expected '}' before end of string");
    }

    private Text field(String field) {
        int colon = field.indexOf(':');
        String spec = colon < 0 ? "" : field.substring(colon + 1);
        String name = colon < 0 ? field : field.substring(0, colon);
        int mark = name.indexOf('!');
        Value value =
                convert(lookUp(mark < 0 ? name : name.substring(0, mark)), mark < 0 ? "" : name.substring(mark + 1));
        if (spec.indexOf('{') >= 0) {
            spec = nestedSpec(spec);
        }
        return ValueFormat.apply(FormatSpec.parse(spec), value, interpreter);
    }

    /** A specification whose width and the like are fields themselves; these have no further ones. */
    private String nestedSpec(String spec) {
        StringBuilder out = new StringBuilder();
        int position = 0;
        while (position < spec.length()) {
            int brace = nextBrace(spec, position);
            out.append(spec, position, brace);
            if (brace == spec.length()) {
                break;
            }
            int close = spec.indexOf('}', brace);
            String name = close < 0 ? "{" : spec.substring(brace + 1, close);
            if (name.indexOf('{') >= 0) {
                throw Failure.of("Max string recursion exceeded");
            }
            out.append(interpreter.string(interpreter.str(lookUp(name))));
            interpreter.budget().copy(out.length());
            position = close + 1;
        }
        return out.toString();
    }

    private Value convert(Value value, String conversion) {
        return switch (conversion) {
            case "" -> value;
            case "s" -> new StringValue(interpreter.str(value));
            case "r", "a" -> new StringValue(PythonRepr.repr(value, interpreter.budget()));
            default -> throw Failure.of("Unknown conversion specifier '" + conversion + "'");
        };
    }

    private Value lookUp(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        Value value = first(path.substring(0, end));
        while (end < path.length()) {
            int start = end + 1;
            if (path.charAt(end) == '.') {
                end = start;
                while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                    end++;
                }
                value = Attributes.attribute(value, path.substring(start, end), interpreter);
            } else {
                int close = path.indexOf(']', start);
                if (close < 0) {
                    throw Failure.of("Missing ']' in format string");
                }
                value = Attributes.item(value, key(path.substring(start, close)), interpreter);
                end = close + 1;
            }
        }
        return value;
    }

    private static Value key(String key) {
        BigInteger index = isIndex(key) ? NumberText.integer(key, 10) : null;
        return index == null ? StringValue.template(key) : new IntegerValue(index);
    }

    private static boolean isIndex(String name) {
        return StringPredicates.holds("isdigit", name);
    }

    private Value first(String name) {
        if (!name.isEmpty() && !isIndex(name)) {
            Value value = arguments.named().get(name);
            if (value == null) {
                throw Failure.of("'" + name + "'");
            }
            return value;
        }
        BigInteger index = name.isEmpty() ? BigInteger.valueOf(automatic++) : NumberText.integer(name, 10);
        int size = arguments.positional().size();
        if (index == null || index.bitLength() >= Integer.SIZE || index.intValue() >= size) {
            throw Failure.of("Replacement index " + index + " out of range for positional args tuple");
        }
        return arguments.positional().get(index.intValue());
    }
}
