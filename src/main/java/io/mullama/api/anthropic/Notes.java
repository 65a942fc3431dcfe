package io.mullama.api.anthropic;

import io.mullama.api.Fields;
import java.util.ArrayList;
import java.util.List;

/** What of a request is not done as it has it, for people. For one request. */
final class Notes {
    private final List<String> lines = new ArrayList<>();

    /** Notes that something is left out that has a type. */
    void leftOut(Fields fields, String reason) {
        lines.add("'" + fields.path("type") + "' is \"" + fields.requiredString("type") + "\", " + reason);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Reads fields that tell Anthropic something, and change no answer here. */
    static void readWithoutEffect(Fields fields, String... names) {
        for (String name : names) {
            fields.node(name);
        }
    }
}
