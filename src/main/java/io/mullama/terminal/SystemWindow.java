package io.mullama.terminal;

import java.io.IOException;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** The window of the terminal that this process writes to. Thread-safe. */
public final class SystemWindow implements Window {
    private final @Nullable Terminal terminal;

    /** What the person has asked for; 0 for as wide as the window is. */
    private final int wanted;

    private Size last;

    private SystemWindow(@Nullable Terminal terminal, int wanted, Size fallback) {
        this.terminal = terminal;
        this.wanted = wanted;
        this.last = fallback;
    }

    /**
     * Looks for it. Who sets {@code COLUMNS} wants lines of that length, as POSIX has it; {@code LINES} is believed where
     * the terminal cannot be asked.
     */
    public static SystemWindow open(Map<String, String> environment) {
        int wanted = number(environment.get("COLUMNS"), 0);
        Size fallback = new Size(Size.STANDARD.columns(), number(environment.get("LINES"), Size.STANDARD.rows()));
        try {
            return new SystemWindow(
                    TerminalBuilder.builder()
                            .system(true)
                            .systemOutput(TerminalBuilder.SystemOutput.SysErrOrSysOut)
                            .dumb(true)
                            // A Ctrl-C is to end the program as it does without this terminal.
                            .nativeSignals(false)
                            .graphemeCluster(false)
                            .build(),
                    wanted,
                    fallback);
        } catch (IOException e) {
            return new SystemWindow(null, wanted, fallback);
        }
    }

    @Override
    public synchronized Size size() {
        try {
            int columns = terminal == null ? 0 : terminal.getSize().getColumns();
            int rows = terminal == null ? 0 : terminal.getSize().getRows();
            last = new Size(columns > 0 ? columns : last.columns(), rows > 0 ? rows : last.rows());
        } catch (IllegalStateException e) {
            // JLine closes it by itself when the program is interrupted.
        }
        return wanted > 0 ? new Size(wanted, last.rows()) : last;
    }

    @Override
    public void close() {
        try {
            if (terminal != null) {
                terminal.close();
            }
        } catch (IOException e) {
            // It was looked at, and not changed.
        }
    }

    private static int number(@Nullable String text, int absent) {
        return text != null && text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : absent;
    }
}
