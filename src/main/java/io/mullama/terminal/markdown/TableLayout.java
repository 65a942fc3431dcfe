package io.mullama.terminal.markdown;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws a table's rows in columns whose widths are settled. For one thread. */
final class TableLayout {
    /** Where the text of a column stands. */
    enum Side {
        LEFT,
        MIDDLE,
        RIGHT;

        /** Those that the line below the head asks for; nothing where it is no such line. */
        static @Nullable List<Side> read(List<String> cells) {
            List<Side> sides = new ArrayList<>();
            for (String cell : cells) {
                int begin = cell.startsWith(":") ? 1 : 0;
                int end = cell.length() - (cell.length() > 1 && cell.endsWith(":") ? 1 : 0);
                if (begin >= end || !cell.substring(begin, end).equals("-".repeat(end - begin))) {
                    return null;
                }
                sides.add(end == cell.length() ? LEFT : begin == 1 ? MIDDLE : RIGHT);
            }
            return sides.isEmpty() ? null : sides;
        }

        int before(int room) {
            return this == LEFT ? 0 : this == RIGHT ? room : room / 2;
        }
    }

    /** Between two columns: a space, a line and a space. */
    private static final int BETWEEN = 3;

    /** What is narrower than this cannot be read. */
    private static final int LEAST = 4;

    private static final int SLACK = 2;

    private final Flow flow;
    private final Look look;
    private final List<Side> sides;
    private final int[] widths;

    /** Whether the window has too little room for columns. */
    private final boolean narrow;

    /** Whether some cell takes more than a line, so that rows have to be told from each other. */
    private final boolean ruled;

    private @Nullable List<InkedText> head;
    private int rows;

    private TableLayout(Flow flow, Look look, List<Side> sides, int[] wanted, boolean tall) {
        this.flow = flow;
        this.look = look;
        this.sides = sides;
        int edges = look.colours() ? 0 : BETWEEN + 1;
        this.widths = shared(wanted, flow.room() - BETWEEN * (wanted.length - 1) - edges);
        this.ruled = tall || !Arrays.equals(widths, wanted);
        boolean cramped = false;
        for (int column = 0; column < wanted.length; column++) {
            cramped |= widths[column] < Math.min(wanted[column], LEAST);
        }
        this.narrow = cramped;
    }

    /**
     * With columns for these rows, of which the first is the head, as far as the window has room.
     *
     * @param growing whether other rows follow, which may ask for somewhat more
     */
    static TableLayout of(Flow flow, Look look, List<Side> sides, List<List<InkedText>> rows, boolean growing) {
        int[] wanted = new int[sides.size()];
        boolean tall = false;
        for (List<InkedText> row : rows) {
            for (int column = 0; column < wanted.length; column++) {
                List<InkedText> lines = wrapped(row.get(column), 1, false);
                tall |= lines.size() > 1;
                for (InkedText line : lines) {
                    wanted[column] = Math.max(wanted[column], line.width());
                }
            }
        }
        for (int column = 0; column < wanted.length && growing; column++) {
            wanted[column] += SLACK;
        }
        return new TableLayout(flow, look, sides, wanted, tall);
    }

    /** The next row; the first one is the head. */
    void print(List<InkedText> row) {
        List<InkedText> names = head;
        if (names == null) {
            head = row;
        } else if (narrow) {
            record(names, row);
            return;
        }
        if (!narrow) {
            if (rows == 1 || (rows > 1 && ruled)) {
                rule();
            }
            lines(row);
            rows++;
        }
    }

    /** As many columns as are wanted to those that want little, and the rest in equal shares to the others. */
    private static int[] shared(int[] wanted, int room) {
        int[] widths = wanted.clone();
        int sum = 0;
        for (int width : wanted) {
            sum += width;
        }
        if (sum <= room) {
            return widths;
        }
        boolean[] given = new boolean[wanted.length];
        int left = room;
        int open = wanted.length;
        for (boolean settled = false; !settled; ) {
            settled = true;
            for (int column = 0; column < wanted.length; column++) {
                if (!given[column] && wanted[column] <= left / open) {
                    given[column] = true;
                    left -= wanted[column];
                    open--;
                    settled = false;
                }
            }
        }
        for (int column = 0; column < wanted.length; column++) {
            if (!given[column]) {
                widths[column] = left / open;
                left -= widths[column];
                open--;
            }
        }
        return widths;
    }

    private void lines(List<InkedText> row) {
        List<List<InkedText>> cells = new ArrayList<>();
        int height = 1;
        for (int column = 0; column < widths.length; column++) {
            cells.add(wrapped(row.get(column), widths[column], true));
            height = Math.max(height, cells.get(column).size());
        }
        for (int line = 0; line < height; line++) {
            InkedText text = new InkedText();
            edge(text, look.vertical() + " ");
            for (int column = 0; column < widths.length; column++) {
                text.append(column == 0 ? "" : " " + look.vertical() + " ", Ink.DIM);
                List<InkedText> cell = cells.get(column);
                cell(text, line < cell.size() ? cell.get(line) : new InkedText(), column);
            }
            edge(text, " " + look.vertical());
            flow.line(look.colours() ? text.stripped() : text);
        }
    }

    private void cell(InkedText line, InkedText cell, int column) {
        int room = Math.max(0, widths[column] - cell.width());
        int before = sides.get(column).before(room);
        line.append(" ".repeat(before), Ink.PLAIN);
        line.append(cell);
        line.append(" ".repeat(room - before), Ink.PLAIN);
    }

    /** What is written in Markdown has its outer lines. */
    private void edge(InkedText line, String edge) {
        line.append(look.colours() ? "" : edge, Ink.PLAIN);
    }

    private void rule() {
        InkedText line = new InkedText();
        String dash = look.horizontal();
        edge(line, look.vertical() + dash);
        for (int column = 0; column < widths.length; column++) {
            line.append(column == 0 ? "" : dash + look.crossing() + dash, Ink.DIM);
            line.append(dash.repeat(widths[column]), Ink.DIM);
        }
        edge(line, dash + look.vertical());
        flow.line(line);
    }

    /** A row as a list of names and values, where columns would have no room. */
    private void record(List<InkedText> names, List<InkedText> row) {
        for (int column = 0; column < widths.length; column++) {
            flow.put(names.get(column));
            flow.put(": ", Ink.PLAIN);
            flow.put(row.get(column));
            flow.endLine();
        }
        flow.endParagraph();
    }

    private static List<InkedText> wrapped(InkedText cell, int width, boolean wraps) {
        Lines.Kept kept = new Lines.Kept();
        Flow lines = new Flow(() -> width, kept, wraps);
        lines.put(cell);
        lines.endLine();
        return kept.lines();
    }
}
