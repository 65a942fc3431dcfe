package io.mullama.cli.daemon;

import org.jspecify.annotations.Nullable;

/** How grave a line of the daemon's log is, the gravest first. Immutable. */
enum LogLevel {
    ERROR,
    WARNING,
    INFO,
    DEBUG;

    /** Where the level stands, behind {@code 2026-01-03 10:20:30.123 }. */
    private static final int AT = 24;

    private static final int END = 29;

    /** What is said by a daemon that cannot start. */
    private static final String LAST_WORDS = "mullama: ";

    /** The level of the event that begins with this line; null for a line that goes on with the last one. */
    static @Nullable LogLevel of(String line) {
        if (line.startsWith(LAST_WORDS)) {
            return ERROR;
        }
        if (line.length() < END || line.charAt(4) != '-' || line.charAt(AT - 1) != ' ') {
            return null;
        }
        return switch (line.substring(AT, END)) {
            case "ERROR" -> ERROR;
            case "WARN " -> WARNING;
            case "INFO " -> INFO;
            case "DEBUG" -> DEBUG;
            default -> null;
        };
    }
}
