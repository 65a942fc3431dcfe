package io.mullama.template.golang;

import io.mullama.template.value.Text;
import java.util.List;
import java.util.SortedMap;

/** A value as a Go template sees it. Confined to one render, but for literals, which are immutable. */
sealed interface GoValue {
    /** Go's idea of truth: false for zero, nil and all that is empty. */
    boolean isTrue();

    /** How an error message calls it. */
    String describe();

    /** The absence of a value. */
    enum Nil implements GoValue {
        NIL;

        @Override
        public boolean isTrue() {
            return false;
        }

        @Override
        public String describe() {
            return "nil";
        }
    }

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements GoValue {
        @Override
        public boolean isTrue() {
            return value;
        }

        @Override
        public String describe() {
            return "a truth value";
        }
    }

    /** An integer of any of Go's types; a character is one as well. */
    record Int(long value) implements GoValue {
        @Override
        public boolean isTrue() {
            return value != 0;
        }

        @Override
        public String describe() {
            return "an integer";
        }
    }

    /** A number with a fraction. */
    record Fraction(double value) implements GoValue {
        @Override
        public boolean isTrue() {
            return value != 0;
        }

        @Override
        public String describe() {
            return "a number with a fraction";
        }
    }

    /** A string that knows where its characters come from. */
    record Str(Text text) implements GoValue {
        @Override
        public boolean isTrue() {
            return !text.isEmpty();
        }

        @Override
        public String describe() {
            return "a string";
        }
    }

    /** How a collection prints where a template prints it as it is. */
    enum Layout {
        /** {@code [a b]}, {@code map[k:v]}, {@code {a b}} */
        GO,
        JSON,
        /** The types of a tool's property: one by itself, several as a list. In JSON one is a string too. */
        TYPES
    }

    /** A list. */
    record Slice(List<GoValue> items, Layout layout) implements GoValue {
        Slice(List<GoValue> items) {
            this(items, Layout.GO);
        }

        @Override
        public boolean isTrue() {
            return !items.isEmpty();
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /** A map, in the order of its keys, since Go ranges over maps so. */
    record Mapping(SortedMap<String, GoValue> entries, Layout layout) implements GoValue {
        @Override
        public boolean isTrue() {
            return !entries.isEmpty();
        }

        @Override
        public String describe() {
            return "a map";
        }
    }

    /**
     * A value with a fixed set of fields.
     *
     * @param type how error messages call it
     */
    record Struct(String type, List<Member> members, Layout layout) implements GoValue {
        @Override
        public boolean isTrue() {
            return true;
        }

        @Override
        public String describe() {
            return type;
        }
    }

    /**
     * A field of a struct.
     *
     * @param name in templates; empty where only JSON shows it
     * @param key in JSON
     * @param optional whether JSON leaves it out while it is empty
     */
    record Member(String name, Text key, boolean optional, GoValue value) {}
}
