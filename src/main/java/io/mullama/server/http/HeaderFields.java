package io.mullama.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The header fields of a request by case-insensitive name; filled by one thread, then only read. */
final class HeaderFields {
    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    void add(String name, String value) {
        values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    /** Without the blanks around it: spaces and tabs are no part of a value, anything else is (RFC 9110, section 5.5). */
    static String trimmed(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && isBlank(value.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(value.charAt(to - 1))) {
            to--;
        }
        return value.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Repeated fields as one, joined by commas. */
    Optional<String> value(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", all));
    }

    /** The comma-separated members of a field, in lower case. */
    List<String> tokens(String name) {
        return all(name).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(token -> trimmed(token).toLowerCase(Locale.ROOT))
                .filter(token -> !token.isEmpty())
                .toList();
    }
}
