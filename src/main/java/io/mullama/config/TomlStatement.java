package io.mullama.config;

import java.util.List;

/**
 * One statement of a TOML text and where it stands in it. Immutable.
 *
 * @param path the key with those of the table it stands in; that of the table itself for a header
 * @param header whether it begins a table rather than setting a value
 * @param start of its first line
 * @param valueStart of the value; for a header the end of the line
 * @param valueEnd behind the value's last character
 * @param end behind the newline of its last line
 */
record TomlStatement(List<String> path, boolean header, int start, int valueStart, int valueEnd, int end) {
    TomlStatement {
        path = List.copyOf(path);
    }

    /** Whether it is about that key or one below it. */
    boolean isIn(List<String> key) {
        return path.size() >= key.size() && path.subList(0, key.size()).equals(key);
    }
}
