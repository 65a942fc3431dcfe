package io.mullama.cli.repl.command;

import io.mullama.cli.repl.session.Session;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.model.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes what is typed behind a command apart. Stateless. */
final class Words {
    private static final String TRIPLE = "\"\"\"";

    private Words() {}

    /** Up to the first blank. */
    static String first(String text) {
        return text.substring(0, end(text));
    }

    /** What stands behind the first word. */
    static String rest(String text) {
        return text.substring(end(text)).strip();
    }

    private static int end(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The words between blanks; one in double quotes may hold blanks, and {@code \n} for the end of a line. */
    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        String left = text.strip();
        while (!left.isEmpty()) {
            int close = left.startsWith("\"") ? left.indexOf('"', 1) : -1;
            if (close > 0) {
                words.add(left.substring(1, close).replace("\\n", "\n").replace("\\t", "\t"));
                left = left.substring(close + 1).strip();
            } else {
                words.add(first(left));
                left = rest(left);
            }
        }
        return words;
    }

    /** Whether a word begins with a quote, and none ends it; a quote alone is a word. */
    static boolean isOpen(String text) {
        return split(text).stream().anyMatch(word -> word.length() > 1 && word.startsWith("\""));
    }

    /** A text without the quotes around it. */
    static String unquoted(String text) {
        for (String quote : List.of(TRIPLE, "\"")) {
            if (text.length() >= 2 * quote.length() && text.startsWith(quote) && text.endsWith(quote)) {
                return text.substring(quote.length(), text.length() - quote.length())
                        .strip();
            }
        }
        return text;
    }

    /** Does what the first word behind a command says. */
    static void run(ReplCommand command, Session session, String argument) {
        String word = first(argument);
        Optional<ReplCommand> found = command.words().stream()
                .filter(each -> each.name().equals(word))
                .findFirst();
        if (found.isPresent()) {
            found.get().run(session, command.name() + " " + word, rest(argument));
            return;
        }
        List<String> names = command.words().stream().map(ReplCommand::name).toList();
        throw new MullamaException(
                ErrorCode.INVALID_REQUEST,
                "there is no " + command.name() + " " + word,
                NearestName.of(word, names)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("there is " + String.join(", ", names)));
    }

    /** The argument of a command that cannot do without. */
    static String required(String argument, String usage) {
        if (argument.isEmpty()) {
            throw new MullamaException(ErrorCode.INVALID_REQUEST, "nothing stands behind the command", "type " + usage);
        }
        return argument;
    }
}
