package io.mullama.terminal;

import org.jline.utils.Signals;

/** What Ctrl-C sends to the process in the foreground. Stateless. */
public final class InterruptSignal {
    private static final String NAME = "INT";

    private InterruptSignal() {}

    /**
     * Runs the action for each, on a thread of its own, in place of the end of the process that Java would begin. A
     * process that was started with the signal ignored goes on to ignore it.
     */
    public static void onEach(Runnable action) {
        Object unused = Signals.register(NAME, action);
    }
}
