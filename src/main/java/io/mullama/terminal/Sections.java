package io.mullama.terminal;

import io.mullama.terminal.markdown.Columns;
import io.mullama.terminal.markdown.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Titles with lines below them, in which the values of all named ones stand in one column. For one thread.
 *
 * <p>Names and values come from afar: what would move the cursor is no part of them.
 */
public final class Sections {
    private static final String INDENT = "  ";
    private static final int GAP = 4;

    /** Without a name where it is text. */
    private record Line(String name, String value) {
        private Line {
            name = SafeText.line(name);
            value = SafeText.line(value);
        }
    }

    private final Map<String, List<Line>> sections = new LinkedHashMap<>();

    /** A named value; one that is empty is left out. */
    public Sections value(String title, String name, String value) {
        if (!value.isEmpty()) {
            add(title, new Line(name, value));
        }
        return this;
    }

    /** A text, at most so many lines of it; those that are blank do not count. */
    public Sections text(String title, String text, int mostLines) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        for (String line : lines.subList(0, Math.min(mostLines, lines.size()))) {
            add(title, new Line("", line));
        }
        if (lines.size() > mostLines) {
            add(title, new Line("", "..."));
        }
        return this;
    }

    /** A section for each title that has a line, with an empty line between two. */
    public String text() {
        int width = sections.values().stream()
                .flatMap(List::stream)
                .mapToInt(line -> Columns.of(line.name))
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        sections.forEach((title, lines) -> {
            text.append(text.isEmpty() ? "" : "\n").append(title).append('\n');
            for (Line line : lines) {
                String name = line.name.isEmpty() ? "" : line.name + " ".repeat(width - Columns.of(line.name) + GAP);
                text.append(INDENT).append(name).append(line.value).append('\n');
            }
        });
        return text.toString();
    }

    private void add(String title, Line line) {
        sections.computeIfAbsent(title, unused -> new ArrayList<>()).add(line);
    }
}
