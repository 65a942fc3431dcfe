package io.mullama.terminal;

/** Sets what a model thinks apart from what it says, in a terminal. For one answer; not thread-safe. */
public final class ThoughtText {
    private final Theme theme;
    private boolean thinking;

    public ThoughtText(Theme theme) {
        this.theme = theme;
    }

    /**
     * What to print of the next piece of an answer.
     *
     * @param thought more of the thought; empty for nothing
     * @param said more of the answer; empty for nothing
     */
    public String of(String thought, String said) {
        StringBuilder text = new StringBuilder();
        if (!thought.isEmpty()) {
            text.append(thinking || theme.colours() ? "" : "Thinking...\n").append(theme.dim(thought));
            thinking = true;
        }
        if (!said.isEmpty() && thinking) {
            text.append(theme.colours() ? "\n\n" : "\n...done thinking.\n\n");
            thinking = false;
        }
        text.append(said);
        return text.toString();
    }
}
