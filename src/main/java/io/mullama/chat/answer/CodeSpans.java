package io.mullama.chat.answer;

/**
 * Whether a place in Markdown lies in code. Immutable.
 *
 * @param fenced in a block between lines of three backticks
 * @param line of the current line, what tells whether it is such a line: its beginning, up to three characters
 * @param ticks the number of backticks in the current line
 */
record CodeSpans(boolean fenced, String line, int ticks) {
    private static final String FENCE = "```";

    static final CodeSpans NONE = new CodeSpans(false, "", 0);

    /** Between two backticks of a line, as far as can be told. */
    boolean inline() {
        return !fenced && ticks % 2 != 0;
    }

    /** The place so much further. */
    CodeSpans after(String text) {
        boolean inFence = fenced;
        StringBuilder start = new StringBuilder(line);
        int count = ticks;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\n') {
                start.setLength(0);
                count = 0;
                continue;
            }
            count += next == '`' ? 1 : 0;
            boolean indent = start.length() == 0 && next == ' ';
            if (!indent && start.length() < FENCE.length()) {
                start.append(next);
                inFence ^= start.toString().equals(FENCE);
            }
        }
        return new CodeSpans(inFence, start.toString(), count);
    }
}
