package io.mullama.cli.daemon;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the lines of a log that are grave enough, line after line, with all that belongs to them. For one thread. */
final class LogFilter {
    private final LogLevel least;
    private @Nullable LogLevel current;

    LogFilter(LogLevel least) {
        this.least = least;
    }

    /** Those of the next lines that are wanted; lines before the first event are, where everything is. */
    List<String> of(List<String> lines) {
        List<String> wanted = new ArrayList<>();
        for (String line : lines) {
            LogLevel begun = LogLevel.of(line);
            current = begun == null ? current : begun;
            boolean grave = current == null ? least == LogLevel.DEBUG : current.compareTo(least) <= 0;
            if (grave) {
                wanted.add(line);
            }
        }
        return wanted;
    }
}
