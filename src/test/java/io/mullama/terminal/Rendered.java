package io.mullama.terminal;

import java.util.Random;

/** Answers as a terminal gets them, for tests. */
public final class Rendered {
    private Rendered() {}

    /** Markdown with colours, all at once. */
    public static String coloured(String markdown, int columns) {
        return whole(new AnswerStyle(new Theme(true), Glyphs.UNICODE, true, true, false), markdown, columns);
    }

    /** Markdown as one sees it, without its colours. */
    public static String seen(String markdown, int columns) {
        return coloured(markdown, columns).replaceAll("\u001b\\[[0-9;]*m", "");
    }

    /** Markdown for a terminal without colours. */
    public static String plain(String markdown, int columns) {
        return whole(new AnswerStyle(new Theme(false), Glyphs.ASCII, true, true, false), markdown, columns);
    }

    public static String whole(AnswerStyle style, String markdown, int columns) {
        AnswerText text = new AnswerText(style, window(columns));
        return text.of("", markdown) + text.end();
    }

    /** The same in pieces of at most so many characters. */
    public static String inPieces(AnswerStyle style, String markdown, int columns, int longest, Random random) {
        AnswerText text = new AnswerText(style, window(columns));
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < markdown.length(); ) {
            int end = Math.min(markdown.length(), i + 1 + random.nextInt(longest));
            out.append(text.of("", markdown.substring(i, end)));
            i = end;
        }
        return out.append(text.end()).toString();
    }

    public static Window window(int columns) {
        return new Window() {
            @Override
            public Size size() {
                return new Size(columns, 24);
            }

            @Override
            public void close() {}
        };
    }
}
