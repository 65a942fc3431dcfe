package io.mullama.server.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The path of a route; immutable.
 *
 * @param before the segments up to the variable part, or all of them
 * @param variable whether there is a variable part, which stands for one segment or more
 * @param after the segments behind it
 */
record RoutePattern(List<String> before, boolean variable, List<String> after) {
    static RoutePattern parse(String pattern) {
        if (!pattern.startsWith("/")) {
            throw new IllegalArgumentException("a route begins with a slash: " + pattern);
        }
        List<String> segments = Arrays.asList(pattern.substring(1).split("/", -1));
        List<String> variables =
                segments.stream().filter(segment -> segment.startsWith(":")).toList();
        if (variables.isEmpty()) {
            return new RoutePattern(List.copyOf(segments), false, List.of());
        }
        if (variables.size() > 1) {
            throw new IllegalArgumentException("a route has at most one variable part: " + pattern);
        }
        int at = segments.indexOf(variables.get(0));
        return new RoutePattern(
                List.copyOf(segments.subList(0, at)), true, List.copyOf(segments.subList(at + 1, segments.size())));
    }

    /** What the variable part stands for in the path, empty without one; or nothing when the path is another. */
    Optional<String> match(List<String> path) {
        if (!variable) {
            return path.equals(before) ? Optional.of("") : Optional.empty();
        }
        int end = path.size() - after.size();
        if (end <= before.size()
                || !path.subList(0, before.size()).equals(before)
                || !path.subList(end, path.size()).equals(after)) {
            return Optional.empty();
        }
        String value = String.join("/", path.subList(before.size(), end));
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** Greater for the pattern that is to be preferred where two match. */
    int specificity() {
        return variable ? before.size() + after.size() : Integer.MAX_VALUE;
    }
}
