package io.mullama.terminal.markdown;

/** A line of the text as far as it has come, and how much of it was read. For one thread. */
final class Line {
    private static final int LONG = 1_000;
    private static final int NOTHING = -1;
    private static final int END = '\n';

    private final StringBuilder text = new StringBuilder();
    private int at;
    private boolean complete;

    /** Until another character than this one and spaces comes, there is nothing new to be learnt. */
    private int awaited = NOTHING;

    void add(int codePoint) {
        text.appendCodePoint(codePoint);
    }

    /** Whether the last character that came tells more. */
    boolean tells(int codePoint) {
        boolean tells = awaited == NOTHING || (awaited != END && codePoint != awaited && codePoint != ' ');
        if (tells) {
            awaited = NOTHING;
        }
        return tells;
    }

    /** More has to come. Returns false, for the caller to return. */
    boolean awaitMore() {
        awaited = isBlank() ? ' ' : NOTHING;
        return false;
    }

    /** Another character than these has to come. Returns false, for the caller to return. */
    boolean awaitOtherThan(char character) {
        awaited = character;
        return false;
    }

    /** The whole line has to come. Returns false, for the caller to return. */
    boolean awaitEnd() {
        awaited = END;
        return false;
    }

    void complete() {
        complete = true;
    }

    boolean isComplete() {
        return complete;
    }

    void clear() {
        text.setLength(0);
        at = 0;
        complete = false;
        awaited = NOTHING;
    }

    int at() {
        return at;
    }

    void pass(int count) {
        at = Math.min(text.length(), at + count);
    }

    void passAll() {
        at = text.length();
    }

    /** Whether so much waits for the line's end that nobody should wait any longer. */
    boolean isLong() {
        return awaited == END && text.length() - at >= LONG;
    }

    StringBuilder text() {
        return text;
    }

    /** What was not read yet. */
    String rest() {
        return text.substring(at);
    }

    /** The spaces from here on. */
    int indent() {
        int end = at;
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        return end - at;
    }

    /** Whether there are only spaces from here on, so far. */
    boolean isBlank() {
        return at + indent() == text.length();
    }

    /** Whether it cannot be known yet what is here. */
    boolean isOpen() {
        return !complete && isBlank();
    }

    /** How often the character is repeated from an index on. */
    int run(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) == text.charAt(from)) {
            end++;
        }
        return end - from;
    }

    /** Whether there are only this character and spaces from an index on. */
    boolean hasOnly(char character, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) != character && text.charAt(i) != ' ') {
                return false;
            }
        }
        return true;
    }

    /** Whether it has a character at this index. */
    boolean reaches(int index) {
        return index < text.length();
    }

    /** Whether what is quoted goes on or begins here. */
    boolean isQuote() {
        int bracket = at + indent();
        return indent() < 4 && reaches(bracket) && text.charAt(bracket) == '>';
    }

    /** Passes a quote's bracket and the space after it. Returns false where more has to come. */
    boolean passQuote() {
        int after = at + indent() + 1;
        if (!reaches(after) && !complete) {
            return false;
        }
        pass(indent() + 1 + (reaches(after) && text.charAt(after) == ' ' ? 1 : 0));
        return true;
    }
}
