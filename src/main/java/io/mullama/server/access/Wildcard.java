package io.mullama.server.access;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text in which each asterisk stands for any characters, none included. Immutable. */
record Wildcard(Pattern pattern) {
    Wildcard(String text) {
        this(Pattern.compile(
                Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"))));
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
