package io.mullama.cli.repl.session;

import java.util.List;

/**
 * A message to the model. Immutable.
 *
 * @param typed what the person has typed
 * @param text what is sent: that, with the files that were attached
 * @param files those of them that had waited for it, rather than being named in it
 */
public record Question(String typed, String text, List<AttachedFile> files) {
    public Question {
        files = List.copyOf(files);
    }

    /** One of which the files, if it has any, are not known any more. */
    public Question(String typed, String text) {
        this(typed, text, List.of());
    }

    /** A question that is sent as it was typed. */
    public static Question of(String text) {
        return new Question(text, text);
    }
}
