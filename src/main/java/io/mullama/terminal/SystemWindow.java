package io.mullama.terminal;

import java.io.IOException;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** The window of the terminal at this process's standard error. Thread-safe. */
public final class SystemWindow implements Window {
    private final @Nullable Terminal terminal;
    private Size last;

    private SystemWindow(@Nullable Terminal terminal, Size fallback) {
        this.terminal = terminal;
        this.last = fallback;
    }

    /** Looks for it; where it cannot be asked, {@code COLUMNS} and {@code LINES} are believed. */
    public static SystemWindow open(Map<String, String> environment) {
        Size fallback = new Size(
                number(environment.get("COLUMNS"), Size.STANDARD.columns()),
                number(environment.get("LINES"), Size.STANDARD.rows()));
        try {
            return new SystemWindow(
                    TerminalBuilder.builder()
                            .system(true)
                            .systemOutput(TerminalBuilder.SystemOutput.SysErr)
                            .dumb(true)
                            // A Ctrl-C is to end the program as it does without this terminal.
                            .nativeSignals(false)
                            .graphemeCluster(false)
                            .build(),
                    fallback);
        } catch (IOException e) {
            return new SystemWindow(null, fallback);
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
        return last;
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
