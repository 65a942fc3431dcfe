package io.mullama.terminal;

import io.mullama.terminal.markdown.Columns;
import java.util.List;

/**
 * Lines that stay where they are while they change, in any terminal that knows the oldest of ECMA-48's sequences. For
 * one thread.
 *
 * <p>Between two changes the cursor stands below the lines and is shown, so that a program that is killed leaves the
 * terminal as it should be.
 */
public final class LiveLines {
    private static final String CSI = "\u001b[";
    private static final String HIDE_CURSOR = CSI + "?25l";
    private static final String SHOW_CURSOR = CSI + "?25h";
    private static final String CUT_LONG_LINES = CSI + "?7l";
    private static final String WRAP_LONG_LINES = CSI + "?7h";
    private static final String CLEAR_LINE = CSI + "2K";
    private static final String CLEAR_BELOW = CSI + "J";

    private List<String> shown = List.of();

    /** What to write so that these lines take the place of the last ones; nothing where they are the same. */
    public String show(List<String> lines, int columns) {
        if (lines.equals(shown)) {
            return "";
        }
        StringBuilder text = new StringBuilder(HIDE_CURSOR).append(CUT_LONG_LINES);
        int rows = rows(shown, columns);
        if (rows > 0) {
            text.append(CSI).append(rows).append('A');
        }
        for (String line : lines) {
            text.append('\r').append(CLEAR_LINE).append(line).append('\n');
        }
        shown = List.copyOf(lines);
        return text.append(CLEAR_BELOW)
                .append(WRAP_LONG_LINES)
                .append(SHOW_CURSOR)
                .toString();
    }

    /** A window that was made narrower since has broken the lines that do not fit any more. */
    private static int rows(List<String> lines, int columns) {
        int rows = 0;
        for (String line : lines) {
            int length = Columns.of(line);
            rows += Math.max(1, (length + columns - 1) / columns);
        }
        return rows;
    }
}
