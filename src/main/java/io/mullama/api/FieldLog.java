package io.mullama.api;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which fields a reader asked for, and as what: what a body may hold, told by those who read it. Not thread-safe. */
public final class FieldLog {
    private final Map<String, Set<Kind>> kinds = new LinkedHashMap<>();
    private final Map<String, FieldLog> objects = new LinkedHashMap<>();

    /** What a field is asked for as. */
    public enum Kind {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        STRINGS,
        STRING_LIST,
        INTEGERS,
        OBJECT,
        OBJECTS,
        /** With whatever fields. */
        ANY_OBJECT,
        /** Of several kinds, or anything. */
        ANY
    }

    void asked(String name, Kind kind) {
        kinds.computeIfAbsent(name, absent -> new LinkedHashSet<>()).add(kind);
    }

    /** The log of an object in a field, or of all objects in a list. */
    FieldLog inside(String name) {
        return objects.computeIfAbsent(name, absent -> new FieldLog());
    }

    /** The fields in the order in which they were first asked for. */
    public Map<String, Set<Kind>> fields() {
        return kinds;
    }

    /** What was asked of the objects in a field; nothing where none was there. */
    public FieldLog within(String name) {
        return objects.getOrDefault(name, new FieldLog());
    }
}
