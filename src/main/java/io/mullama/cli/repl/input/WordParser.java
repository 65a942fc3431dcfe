package io.mullama.cli.repl.input;

import io.mullama.cli.repl.command.ReplCommand.Argument;
import io.mullama.cli.repl.command.ReplCommands;
import java.util.List;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Finds the word that Tab completes: what stands between blanks, or a path with its blanks. Stateless. */
final class WordParser implements Parser {

    /**
     * A line with the cursor in one of its words, of which only what stands before the cursor counts.
     *
     * @param start where the word begins
     */
    private record Word(String line, int cursor, int start) implements ParsedLine {
        @Override
        public String word() {
            return line.substring(start, cursor);
        }

        @Override
        public int wordCursor() {
            return cursor - start;
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
        int start = cursor;
        while (start > 0 && !Character.isWhitespace(line.charAt(start - 1))) {
            start--;
        }
        return start;
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
