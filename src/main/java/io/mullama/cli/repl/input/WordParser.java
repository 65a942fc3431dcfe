package io.mullama.cli.repl.input;

import io.mullama.cli.repl.command.ReplCommand.Argument;
import io.mullama.cli.repl.command.ReplCommands;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Finds the word that Tab completes: what stands between blanks, or a path with its blanks behind a command or a quote.
 * Stateless. */
final class WordParser implements Parser {
    private static final String QUOTED = "@\"";

    /**
     * A line with the cursor in one of its words, of which only what stands before the cursor counts.
     *
     * @param start where the word begins
     */
    private record Word(String line, int cursor, int start) implements CompletingParsedLine {
        @Override
        public String word() {
            String raw = line.substring(start, cursor);
            return raw.startsWith(QUOTED) ? "@" + raw.substring(QUOTED.length()) : raw;
        }

        @Override
        public int wordCursor() {
            return word().length();
        }

        @Override
        public int rawWordCursor() {
            return cursor - start;
        }

        @Override
        public int rawWordLength() {
            return cursor - start;
        }

        /** Between quotes where a blank would end it. */
        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            String text = candidate.toString();
            if (!text.startsWith("@") || (text.indexOf(' ') < 0 && !line.startsWith(QUOTED, start))) {
                return text;
            }
            return QUOTED + text.substring(1) + (complete ? "\"" : "");
        }

        @Override
        public int wordIndex() {
            return words().size() - 1;
        }

        @Override
        public List<String> words() {
            String before = line.substring(0, start).strip();
            return before.isEmpty() ? List.of(word()) : List.of(before, word());
        }
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        return new Word(line, cursor, start(line, cursor));
    }

    private static int start(String line, int cursor) {
        int command = blank(line, 0, cursor);
        if (command < cursor && takesPath(line.substring(0, command))) {
            return notBlank(line, command, cursor);
        }
        int quoted = openQuote(line, cursor);
        if (quoted >= 0) {
            return quoted;
        }
        int start = cursor;
        while (start > 0 && !Character.isWhitespace(line.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Where a path in quotes begins that is not ended before the cursor; -1 for nowhere. */
    private static int openQuote(String line, int cursor) {
        int at = line.lastIndexOf(QUOTED, cursor - QUOTED.length());
        boolean begins = at == 0 || (at > 0 && Character.isWhitespace(line.charAt(at - 1)));
        int close = line.indexOf('"', at + QUOTED.length());
        return begins && (close < 0 || close >= cursor) ? at : -1;
    }

    private static boolean takesPath(String name) {
        return name.startsWith("/")
                && ReplCommands.find(name)
                        .filter(command -> command.argument() == Argument.PATH)
                        .isPresent();
    }

    private static int blank(String line, int from, int end) {
        int at = from;
        while (at < end && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int notBlank(String line, int from, int end) {
        int at = from;
        while (at < end && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }
}
