package io.mullama.chat.answer;

/** White space that nobody wants to see. */
final class GapSection implements Section {
    private final Section after;

    GapSection(Section after) {
        this.after = after;
    }

    @Override
    public Section read(Incoming text, AnswerEvents events) {
        text.take(text.afterBlanks(0));
        return text.length() > 0 || text.isEnded() ? after : this;
    }
}
