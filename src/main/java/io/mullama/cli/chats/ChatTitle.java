package io.mullama.cli.chats;

import io.mullama.terminal.markdown.Columns;

/** What a conversation is called: the first words of its first message. Stateless. */
public final class ChatTitle {
    private static final int LONGEST = 60;
    private static final String ELLIPSIS = "...";

    private ChatTitle() {}

    /** In one line, without control characters. */
    public static String of(String message) {
        return cut(plain(message, 4 * LONGEST), LONGEST);
    }

    /** The text in one line, without what could move a cursor. */
    static String plain(String text, int most) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && line.length() < most; i++) {
            char character = text.charAt(i);
            boolean blank = Character.isWhitespace(character)
                    || Character.isISOControl(character)
                    || Character.getType(character) == Character.FORMAT;
            boolean behindBlank = line.isEmpty() || line.charAt(line.length() - 1) == ' ';
            if (!blank) {
                line.append(character);
            } else if (!behindBlank) {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }

    /** At most so many columns, whole words if that leaves enough of them. */
    static String cut(String line, int most) {
        if (Columns.of(line) <= most) {
            return line;
        }
        int room = Math.max(0, most - ELLIPSIS.length());
        int end = Columns.fitting(line, room);
        int word = line.lastIndexOf(' ', end);
        return line.substring(0, word > end / 2 ? word : end).strip() + ELLIPSIS;
    }
}
