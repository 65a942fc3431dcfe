package io.mullama.modelfile;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.model.NearestName;
import java.util.List;
import java.util.Optional;

/**
 * A place in a Modelfile, as an editor counts. Immutable.
 *
 * @param line from 1
 * @param column from 1, in characters; a tab is one
 */
record Position(int line, int column) {
    private static final int LONGEST_SHOWN = 40;

    /** What is wrong there. */
    MullamaException error(String message, String hint) {
        return new MullamaException(
                ErrorCode.INVALID_REQUEST, "Modelfile line %d, column %d: %s".formatted(line, column, message), hint);
    }

    /** What somebody who mistyped one of the names may have meant, as a hint; else all of them. */
    static String hint(String typed, List<String> names, String otherwise) {
        // Nobody means a name by a text that is much longer, and comparing it would take long.
        Optional<String> near = typed.length() > LONGEST_SHOWN ? Optional.empty() : NearestName.of(typed, names);
        return near.map(name -> "did you mean " + name + "?").orElse(otherwise + String.join(", ", names));
    }

    /** A part of the file in quotes, as it may stand in a message of one line. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder("'");
        text.codePoints()
                .limit(LONGEST_SHOWN)
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .forEach(shown::appendCodePoint);
        return shown.append(text.codePointCount(0, text.length()) > LONGEST_SHOWN ? "…'" : "'")
                .toString();
    }
}
