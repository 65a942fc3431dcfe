package io.mullama.chat.answer;

/** Where a prompt leaves the thought of the answer that follows. */
public enum Opening {
    /** The model may begin one. */
    NONE,
    /** It goes on with one. */
    OPEN,
    /** It has been told not to think. */
    CLOSED;

    /** What a prompt's end says. */
    public static Opening of(ThinkingFormat format, String promptEnd) {
        String end = promptEnd.stripTrailing();
        if (end.endsWith(format.open())) {
            return OPEN;
        }
        return end.endsWith(format.close()) ? CLOSED : NONE;
    }
}
