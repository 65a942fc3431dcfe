package io.mullama.cli.repl.session;

/**
 * What a person wants to see. Immutable.
 *
 * @param markdown whether answers are rendered
 * @param wrap whether their lines end between words
 * @param hideThinking whether thoughts are left out
 * @param verbose whether the cost of each answer is told
 * @param history whether what is typed is remembered, and the conversation saved
 */
public record Preferences(boolean markdown, boolean wrap, boolean hideThinking, boolean verbose, boolean history) {
    /** Everything shown, and nothing told. */
    public static final Preferences STANDARD = new Preferences(true, true, false, false, true);

    public Preferences withMarkdown(boolean on) {
        return new Preferences(on, wrap, hideThinking, verbose, history);
    }

    public Preferences withWrap(boolean on) {
        return new Preferences(markdown, on, hideThinking, verbose, history);
    }

    public Preferences withVerbose(boolean on) {
        return new Preferences(markdown, wrap, hideThinking, on, history);
    }

    public Preferences withHistory(boolean on) {
        return new Preferences(markdown, wrap, hideThinking, verbose, on);
    }
}
