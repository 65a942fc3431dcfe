package io.mullama.chat.answer;

import java.util.List;

/**
 * How the calls of one answer are written, as expressions in the grammar that they were made with. Immutable.
 *
 * @param triggers the texts with which calls begin in free text
 * @param calls calls and nothing else, from their beginning: one, or any number where several are allowed
 */
public record CallRules(List<Trigger> triggers, String calls) {
    public CallRules {
        triggers = List.copyOf(triggers);
    }

    /**
     * A text with which a call begins.
     *
     * @param rest what must stand behind it, up to where free text may go on
     * @param first whether a call begins so only where the answer begins
     */
    public record Trigger(String marker, String rest, boolean first) {
        /** Wherever it stands. */
        Trigger(String marker, String rest) {
            this(marker, rest, false);
        }
    }
}
