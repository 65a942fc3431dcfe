package io.mullama.template.golang;

import io.mullama.template.value.Budget;
import io.mullama.template.value.Failure;
import io.mullama.template.value.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Go's {@code len}, {@code index} and {@code slice}, which count a string in bytes of UTF-8. Stateless. */
final class Sequences {
    private Sequences() {}

    static long length(GoValue value, Budget budget) {
        if (value instanceof GoValue.Str string) {
            return byteLength(string.text().string(budget));
        }
        if (value instanceof GoValue.Slice slice) {
            return slice.items().size();
        }
        if (value instanceof GoValue.Mapping mapping) {
            return mapping.entries().size();
        }
        throw Failure.of("len: " + value.describe() + " has no length");
    }

    /** What lies at an index in a value, at the next index in that, and so on. */
    static GoValue index(List<GoValue> arguments, Budget budget) {
        GoValue value = arguments.get(0);
        for (GoValue index : arguments.subList(1, arguments.size())) {
            value = at(value, index, budget);
        }
        return value;
    }

    private static GoValue at(GoValue value, GoValue index, Budget budget) {
        if (value instanceof GoValue.Mapping mapping) {
            if (!(index instanceof GoValue.Str key)) {
                throw Failure.of("index: the keys of a map are strings, not " + index.describe());
            }
            GoValue found = mapping.entries().get(key.text().string(budget));
            return found == null ? GoValue.Nil.NIL : found;
        }
        if (value instanceof GoValue.Slice slice) {
            return slice.items()
                    .get((int) position("index", index, slice.items().size() - 1L));
        }
        if (value instanceof GoValue.Str string) {
            String all = string.text().string(budget);
            budget.copy(all.length());
            byte[] bytes = all.getBytes(StandardCharsets.UTF_8);
            return new GoValue.Int(bytes[(int) position("index", index, bytes.length - 1L)] & 0xFF);
        }
        throw Failure.of("index: " + value.describe() + " has no items");
    }

    private static long position(String function, GoValue index, long last) {
        if (!(index instanceof GoValue.Int number)) {
            throw Failure.of(function + ": an index is an integer, not " + index.describe());
        }
        if (number.value() < 0 || number.value() > last) {
            throw Failure.of(function + ": the index " + number.value() + " is out of range");
        }
        return number.value();
    }

    /** A part of a list or a string. */
    static GoValue slice(List<GoValue> arguments, Budget budget) {
        GoValue value = arguments.get(0);
        long length = value instanceof GoValue.Slice || value instanceof GoValue.Str ? length(value, budget) : -1;
        if (length < 0) {
            throw Failure.of("slice: " + value.describe() + " has no parts");
        }
        if (arguments.size() > 3 && value instanceof GoValue.Str) {
            throw Failure.of("slice: a string takes two indexes at most");
        }
        for (GoValue index : arguments.subList(1, arguments.size())) {
            position("slice", index, length);
        }
        long from = arguments.size() > 1 ? position("slice", arguments.get(1), length) : 0;
        long to = arguments.size() > 2 ? position("slice", arguments.get(2), length) : length;
        if (from > to) {
            throw Failure.of("slice: " + from + " comes after " + to);
        }
        if (value instanceof GoValue.Slice slice) {
            return new GoValue.Slice(slice.items().subList((int) from, (int) to), slice.layout());
        }
        return value instanceof GoValue.Str string ? part(string.text(), from, to, budget) : value;
    }

    private static GoValue part(Text text, long from, long to, Budget budget) {
        String all = text.string(budget);
        return new GoValue.Str(text.slice(unit(all, from), unit(all, to), budget));
    }

    /** The index in UTF-16 units of an index in bytes. */
    private static int unit(String all, long bytes) {
        long seen = 0;
        int at = 0;
        while (seen < bytes) {
            int c = all.codePointAt(at);
            seen += byteLength(c);
            at += Character.charCount(c);
        }
        if (seen > bytes) {
            throw Failure.of("slice: byte " + bytes + " lies within a character");
        }
        return at;
    }

    private static long byteLength(String string) {
        return string.codePoints().mapToLong(Sequences::byteLength).sum();
    }

    private static int byteLength(int c) {
        if (c < 0x80) {
            return 1;
        }
        if (c < 0x800) {
            return 2;
        }
        return c < 0x10000 ? 3 : 4;
    }
}
