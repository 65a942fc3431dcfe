package io.mullama.template.runtime;

import io.mullama.template.value.BooleanValue;
import io.mullama.template.value.Budget;
import io.mullama.template.value.DictValue;
import io.mullama.template.value.Failure;
import io.mullama.template.value.FloatValue;
import io.mullama.template.value.IntegerValue;
import io.mullama.template.value.ListValue;
import io.mullama.template.value.NoneValue;
import io.mullama.template.value.StringValue;
import io.mullama.template.value.Text;
import io.mullama.template.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads JSON as Python's {@code json.loads}; strings of an input are input. Confined to one thread. */
final class JsonReader {
    private static final int DIGITS_PER_ELEMENT = 8;

    private final String json;
    private final boolean input;
    private final Budget budget;
    private int position;

    private JsonReader(Text text, Budget budget) {
        this.json = text.string(budget);
        this.input = text.hasInput();
        this.budget = budget;
    }

    static Value read(Text text, Interpreter interpreter) {
        JsonReader reader = new JsonReader(text, interpreter.budget());
        Value value = reader.readValue();
        reader.skipSpace();
        if (reader.position < reader.json.length()) {
            throw reader.failure("Extra data");
        }
        return value;
    }

    private Failure failure(String message) {
        return Failure.of(message + ": char " + position + " of the JSON text");
    }

    private void skipSpace() {
        while (position < json.length() && " \t\r\n".indexOf(json.charAt(position)) >= 0) {
            position++;
        }
    }

    private char peek() {
        skipSpace();
        return position < json.length() ? json.charAt(position) : 0;
    }

    private boolean skip(char c) {
        boolean found = peek() == c;
        if (found) {
            position++;
        }
        return found;
    }

    private void expect(char c) {
        if (!skip(c)) {
            throw failure("Expecting '" + c + "' delimiter");
        }
    }

    private Value readValue() {
        budget.elements(1);
        return switch (peek()) {
            case '{' -> readObject();
            case '[' -> readArray();
            case '"' -> new StringValue(Text.of(readString(), input));
            case 't' -> readWord("true", BooleanValue.TRUE);
            case 'f' -> readWord("false", BooleanValue.FALSE);
            case 'n' -> readWord("null", NoneValue.NONE);
            default -> readNumber();
        };
    }

    private Value readWord(String word, Value value) {
        if (!json.startsWith(word, position)) {
            throw failure("Expecting value");
        }
        position += word.length();
        return value;
    }

    private Value readObject() {
        budget.enter();
        expect('{');
        DictValue dict = DictValue.empty();
        boolean more = peek() != '}';
        while (more) {
            if (peek() != '"') {
                throw failure("Expecting property name enclosed in double quotes");
            }
            Value key = new StringValue(Text.of(readString(), input));
            expect(':');
            dict.put(key, readValue(), budget);
            more = skip(',');
        }
        expect('}');
        budget.leave();
        return dict;
    }

    private Value readArray() {
        budget.enter();
        expect('[');
        List<Value> items = new ArrayList<>();
        boolean more = peek() != ']';
        while (more) {
            items.add(readValue());
            more = skip(',');
        }
        expect(']');
        budget.leave();
        return ListValue.of(items);
    }

    private String readString() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (position < json.length()) {
            char c = json.charAt(position++);
            if (c == '"') {
                budget.copy(string.length());
                return string.toString();
            }
            if (c < ' ') {
                throw failure("Invalid control character");
            }
            string.append(c == '\\' ? readEscape() : c);
        }
        throw failure("Unterminated string");
    }

    private char readEscape() {
        char c = position < json.length() ? json.charAt(position++) : 0;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> readUnicode();
            default -> throw failure("Invalid \\escape");
        };
    }

    private char readUnicode() {
        int code = 0;
        for (int i = 0; i < 4; i++, position++) {
            int digit = position < json.length() ? Character.digit(json.charAt(position), 16) : -1;
            if (digit < 0) {
                throw failure("Invalid \\uXXXX escape");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private Value readNumber() {
        int start = position;
        while (position < json.length() && "+-.eE0123456789".indexOf(json.charAt(position)) >= 0) {
            position++;
        }
        // Reading digits takes far longer than looking at them.
        budget.elements((position - start) / DIGITS_PER_ELEMENT);
        Value value = number(json.substring(start, position));
        if (value == null) {
            position = start;
            throw failure("Expecting value");
        }
        return value;
    }

    private static @Nullable Value number(String digits) {
        if (digits.isEmpty() || digits.startsWith("+")) {
            return null;
        }
        BigInteger integer = NumberText.integer(digits, 10);
        if (integer != null) {
            return new IntegerValue(integer);
        }
        Double number = NumberText.number(digits);
        return number == null ? null : new FloatValue(number);
    }
}
