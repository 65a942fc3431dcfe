package io.mullama.cli.command;

import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A line on a terminal that says what is waited for, once that takes longer than a moment, and that is gone when the
 * wait is over. Thread-safe.
 */
public final class WaitingLine {
    private static final long MOMENT_MS = 700;
    private static final long SECOND_MS = 1000;

    /** To the line's beginning, and all behind it erased. */
    private static final String ERASE = "\r\u001b[K";

    private final Console console;
    private final String text;
    private final @Nullable Timer timer;
    private int seconds;
    private boolean shown;
    private boolean over;

    private WaitingLine(Console console, String text, boolean visible) {
        this.console = console;
        this.text = text;
        this.timer = visible ? new Timer("mullama-waiting", true) : null;
    }

    /** Does the work; shows nothing where no line can move, or {@code quiet} is asked. */
    public static <T> @Nullable T during(CliContext context, String text, boolean quiet, Supplier<@Nullable T> work) {
        Console console = context.console();
        WaitingLine line = new WaitingLine(console, text, !quiet && console.movesLines());
        line.start();
        try {
            return work.get();
        } finally {
            line.end();
        }
    }

    private void start() {
        if (timer != null) {
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            show();
                        }
                    },
                    MOMENT_MS,
                    SECOND_MS);
        }
    }

    private synchronized void show() {
        if (!over) {
            shown = true;
            console.live(ERASE + text + (seconds < 2 ? " ..." : " ... " + seconds + " s"));
            seconds++;
        }
    }

    private synchronized void end() {
        over = true;
        if (timer != null) {
            timer.cancel();
        }
        if (shown) {
            console.live(ERASE);
        }
    }
}
