package io.mullama.engine.local;

import java.util.function.IntFunction;

/**
 * Says in the log where a conversation's next turn does not repeat the answer as it was generated, so that it has to be
 * computed again: a template that leaves out thinking, or text that is cut into other tokens. The decode thread's own.
 */
final class RereadLog {
    private static final System.Logger LOG = System.getLogger(RereadLog.class.getName());

    private final IntFunction<String> text;

    /** {@code text} is a token's, for people. */
    RereadLog(IntFunction<String> text) {
        this.text = text;
    }

    /** Looks at a task that is about to continue what a slot holds. */
    void assigned(Task task, Prefix prefix) {
        Slot slot = prefix.slot();
        if (slot == null || !slot.isIdle()) {
            return;
        }
        int place = prefix.length();
        boolean inAnswer = place >= slot.answerFrom() && place < slot.held().size();
        if (inAnswer && task.promptLength() > slot.held().size()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "the next turn repeats {0} of {1} tokens of the last one: where it had ''{2}'' it has ''{3}'' now",
                    Integer.toString(place),
                    Integer.toString(slot.held().size()),
                    text.apply(slot.held().get(place)),
                    text.apply(task.tokens().get(place)));
        }
    }
}
