package io.mullama.terminal;

import io.mullama.terminal.markdown.Columns;
import io.mullama.terminal.markdown.SafeText;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows in columns as wide as their widest cell, for people and for {@code awk}. Immutable.
 *
 * <p>Cells come from afar: what would move the cursor is no part of them.
 */
public final class Table {
    private static final int GAP = 4;

    private final List<List<String>> rows;

    private Table(List<List<String>> rows) {
        this.rows = rows;
    }

    /** A table of nothing but its head. */
    public static Table of(String... head) {
        return new Table(List.of(safe(head)));
    }

    /** This table with a row more. */
    public Table with(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells does not fit");
        }
        List<List<String>> more = new ArrayList<>(rows);
        more.add(safe(cells));
        return new Table(List.copyOf(more));
    }

    /** The lines, each ended by a newline, without blanks at their ends. */
    public String text() {
        int[] widths = widths();
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            int begin = text.length();
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                text.append(cell).append(" ".repeat(widths[column] - Columns.of(cell) + GAP));
            }
            int end = text.length();
            while (end > begin && text.charAt(end - 1) == ' ') {
                end--;
            }
            text.setLength(end);
            text.append('\n');
        }
        return text.toString();
    }

    private static List<String> safe(String... cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(SafeText.line(cell));
        }
        return List.copyOf(row);
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], Columns.of(row.get(column)));
            }
        }
        return widths;
    }
}
