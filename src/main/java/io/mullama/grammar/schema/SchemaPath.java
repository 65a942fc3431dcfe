package io.mullama.grammar.schema;

/** Where something is in a request, as messages show it: {@code format.properties.name}. Immutable. */
record SchemaPath(String text) {
    private static final int LONGEST = 200;
    private static final int LONGEST_STEP = 60;

    SchemaPath then(String step) {
        return text.length() > LONGEST ? this : new SchemaPath(text + "." + shown(step));
    }

    SchemaPath then(int index) {
        return text.length() > LONGEST ? this : new SchemaPath(text + "[" + index + "]");
    }

    /** Something of the schema's own, not longer than a line can bear and without control characters. */
    static String shown(String name) {
        String shown = name.length() > LONGEST_STEP ? name.substring(0, LONGEST_STEP) + "…" : name;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    SchemaException error(String problem) {
        return new SchemaException("'" + text + "' " + problem);
    }

    SchemaException error(String problem, String hint) {
        return new SchemaException("'" + text + "' " + problem, hint);
    }
}
