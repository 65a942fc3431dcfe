package io.mullama.terminal.markdown;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of GitHub's Markdown. It is held back until it ends, or until {@link #MOST_HELD} rows. For one thread. */
final class TableBlock implements Leaf {
    /** The columns of longer ones are as wide as these rows ask for. */
    static final int MOST_HELD = 200;

    private final Flow flow;
    private final Look look;
    private final boolean apart;
    private final String head;
    private final List<List<InkedText>> held = new ArrayList<>();

    private @Nullable List<TableLayout.Side> sides;
    private @Nullable TableLayout layout;

    /**
     * What may be one: the line below tells.
     *
     * @param apart whether there are empty lines around it
     */
    TableBlock(Flow flow, Look look, boolean apart, String head) {
        this.flow = flow;
        this.look = look;
        this.apart = apart;
        this.head = head;
    }

    @Override
    public boolean refuses(String begin) {
        String text = begin.strip();
        return sides == null && !text.isEmpty() && "|:-".indexOf(text.charAt(0)) < 0;
    }

    @Override
    public Taken take(String line) {
        if (sides == null) {
            sides = TableLayout.Side.read(cells(line));
            if (sides == null || sides.size() != cells(head).size()) {
                sides = null;
                return Taken.NOT_MINE;
            }
            held.add(row(head, Ink.BOLD, sides.size()));
            return Taken.TAKEN;
        }
        if (line.isBlank() || line.indexOf('|') < 0) {
            return Taken.NOT_MINE;
        }
        List<InkedText> row = row(line, Ink.PLAIN, sides.size());
        if (layout != null) {
            layout.print(row);
            return Taken.TAKEN;
        }
        held.add(row);
        if (held.size() >= MOST_HELD) {
            settle(sides);
        }
        return Taken.TAKEN;
    }

    @Override
    public boolean end() {
        if (sides == null) {
            Prose prose = new Prose(flow::put, look);
            prose.line(head, Ink.PLAIN);
            flow.endLine();
            return true;
        }
        if (layout == null) {
            settle(sides);
        }
        flow.endBlock(apart);
        return false;
    }

    private void settle(List<TableLayout.Side> known) {
        flow.endBlock(apart);
        TableLayout settled = TableLayout.of(flow, look, known, held, held.size() >= MOST_HELD);
        held.forEach(settled::print);
        held.clear();
        layout = settled;
    }

    private List<InkedText> row(String line, Ink ink, int columns) {
        List<InkedText> row = new ArrayList<>();
        for (String cell : cells(line)) {
            InkedText text = new InkedText();
            new Prose(text::append, look).line(look.colours() ? broken(cell) : cell, ink);
            if (row.size() < columns) {
                row.add(text);
            } else {
                // What is too much belongs nowhere, and is not to be lost.
                row.get(columns - 1).append(" ", Ink.PLAIN);
                row.get(columns - 1).append(text);
            }
        }
        while (row.size() < columns) {
            row.add(new InkedText());
        }
        return row;
    }

    /** A cell is one line of Markdown; this is how models put several into it. */
    private static String broken(String cell) {
        return cell.replace("<br>", "\n").replace("<br/>", "\n").replace("<br />", "\n");
    }

    private static List<String> cells(String line) {
        String text = line.strip();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        for (int i = text.startsWith("|") ? 1 : 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            boolean escaped = unit == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '|';
            if (escaped) {
                cell.append(text.charAt(++i));
            } else if (unit == '|') {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(unit);
            }
        }
        if (!cell.toString().isBlank()) {
            cells.add(cell.toString().strip());
        }
        return cells;
    }
}
