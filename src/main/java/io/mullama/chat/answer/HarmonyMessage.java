package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Found;

/** A thought, or content, in a message of gpt-oss. For one message. */
final class HarmonyMessage implements Section {
    /** More blanks are told even at the end: a model may write them without end. */
    private static final int MOST_BLANKS = 1000;

    private final boolean thought;
    private final Section after;
    private String separator;
    private boolean begun;

    /**
     * A message.
     *
     * @param again whether it continues an earlier one, in a paragraph of its own
     */
    HarmonyMessage(boolean thought, boolean again, Section after) {
        this.thought = thought;
        this.after = after;
        this.separator = again ? "\n\n" : "";
    }

    /** The rest of a message that is said. */
    static HarmonyMessage continued(Section after) {
        HarmonyMessage message = new HarmonyMessage(false, false, after);
        message.begun = true;
        return message;
    }

    @Override
    public Section read(Incoming text, AnswerEvents events) {
        Found end = text.find(0, HarmonySection.ENDS);
        int before = text.beforeBlanks(end.position());
        tell(text.take(end.position() - before > MOST_BLANKS ? end.position() : before), events);
        if (end.marker() != null) {
            text.take(text.afterBlanks(0));
            text.take(
                    HarmonySection.BEGINNINGS.contains(end.marker())
                            ? 0
                            : end.marker().length());
            return after;
        }
        if (text.isEnded()) {
            String blanks = text.takeAll();
            tell(thought ? "" : blanks, events);
        }
        return this;
    }

    private void tell(String part, AnswerEvents events) {
        String more = begun ? part : part.stripLeading();
        if (more.isEmpty()) {
            return;
        }
        String told = separator + more;
        separator = "";
        begun = true;
        if (thought) {
            events.thinking(told);
        } else {
            events.content(told);
        }
    }
}
