package io.mullama.cli.repl.session;

/**
 * A message to the model. Immutable.
 *
 * @param typed what the person has typed
 * @param text what is sent: that, with the files that were attached
 */
public record Question(String typed, String text) {
    /** A question that is sent as it was typed. */
    public static Question of(String text) {
        return new Question(text, text);
    }
}
