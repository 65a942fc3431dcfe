package io.mullama.cli.chats;

import io.mullama.cli.command.CliContext;
import io.mullama.terminal.HumanTime;
import io.mullama.terminal.Table;
import io.mullama.terminal.Window;
import io.mullama.terminal.markdown.Columns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Conversations in lines as wide as the terminal. Immutable. */
final class ChatTable {
    private static final int GAPS = 3 * 4;
    private static final int LEAST = 20;

    private static final List<String> HEAD = List.of("ID", "WHEN", "MODEL");

    private final List<List<String>> rows = new ArrayList<>();
    private final String lastColumn;
    private final Instant now;

    ChatTable(String lastColumn, Instant now) {
        this.lastColumn = lastColumn;
        this.now = now;
    }

    void add(ChatStore.Entry chat, String last) {
        rows.add(List.of(chat.id(), HumanTime.relative(now, chat.used()), model(chat.model()), last));
    }

    /** The lines; in a terminal none is wider than that. */
    String text(CliContext context) {
        int room = context.console().streams().outTerminal() ? columns(context) - widthOfOthers() : Integer.MAX_VALUE;
        Table table = Table.of(HEAD.get(0), HEAD.get(1), HEAD.get(2), lastColumn);
        for (List<String> row : rows) {
            table = table.with(row.get(0), row.get(1), row.get(2), ChatTitle.cut(row.get(3), Math.max(LEAST, room)));
        }
        return table.text();
    }

    private int widthOfOthers() {
        int width = GAPS;
        for (int column = 0; column < HEAD.size(); column++) {
            int widest = HEAD.get(column).length();
            for (List<String> row : rows) {
                widest = Math.max(widest, Columns.of(row.get(column)));
            }
            width += widest;
        }
        return width;
    }

    private static int columns(CliContext context) {
        try (Window window = context.environment().window().get()) {
            return window.size().columns();
        }
    }

    /** A file without its folders. */
    private static String model(String name) {
        String file = name.startsWith("/") ? name.substring(name.lastIndexOf('/') + 1) : name;
        return ChatTitle.cut(ChatTitle.plain(file, 200), 40);
    }
}
