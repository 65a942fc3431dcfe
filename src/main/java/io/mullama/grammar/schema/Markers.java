package io.mullama.grammar.schema;

import io.mullama.grammar.regex.Automaton;
import io.mullama.grammar.regex.Search;
import java.util.List;

/** Texts up to one of several markers. Stateless. */
final class Markers {
    private Markers() {}

    static Automaton without(List<String> markers) {
        return new Search(checked(markers)).without();
    }

    static Automaton through(List<String> markers) {
        return new Search(checked(markers)).through();
    }

    private static List<String> checked(List<String> markers) {
        if (markers.isEmpty() || markers.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("a marker is some text");
        }
        return markers;
    }
}
