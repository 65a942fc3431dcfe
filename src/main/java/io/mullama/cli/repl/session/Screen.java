package io.mullama.cli.repl.session;

import io.mullama.cli.command.ErrorReporter;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.terminal.AnswerStyle;
import io.mullama.terminal.AnswerText;
import io.mullama.terminal.Glyphs;
import io.mullama.terminal.Theme;
import io.mullama.terminal.Window;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.InfoCmp.Capability;

/** Writes into the terminal of a conversation, and knows whether a line is begun. Used by one thread; {@link #begin} by any. */
public final class Screen {
    private static final String WHO = "mullama:";
    private static final String PASTES_MARKED = "\u001b[?2004h";
    private static final String PASTES_PLAIN = "\u001b[?2004l";

    private final Terminal terminal;
    private final Theme theme;
    private final Attributes original;
    private boolean midLine;

    public Screen(Terminal terminal, Theme theme) {
        this.terminal = terminal;
        this.theme = theme;
        this.original = terminal.getAttributes();
    }

    public Theme theme() {
        return theme;
    }

    /** Whether the terminal can do nothing but show text. */
    public boolean isDumb() {
        return terminal instanceof DumbTerminal || terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }

    /** The terminal's window, as large as it is when it is asked. */
    public Window window() {
        return new TerminalWindow(terminal);
    }

    public void print(String text) {
        if (!text.isEmpty()) {
            terminal.writer().write(text);
            terminal.flush();
            midLine = !text.endsWith("\n");
        }
    }

    /** A line of our own. */
    public void say(String line) {
        print(wrapped(line));
    }

    /** A line beside what matters. */
    public void note(String line) {
        print(theme.dim(wrapped(line).stripTrailing()));
        endLine();
    }

    /** What went wrong; an interrupt is what the person wanted. */
    public void error(MullamaException error) {
        endLine();
        if (error.code() == ErrorCode.INTERRUPTED) {
            return;
        }
        String lines = wrapped(WHO + " " + ErrorReporter.line(error));
        print(lines.startsWith(WHO) ? theme.error(WHO) + lines.substring(WHO.length()) : lines);
    }

    /** A text from somebody else, which may not control the terminal. */
    public void show(String text) {
        print(lines(text, false));
    }

    /** A text of our own in lines, which end between words where the window is narrow. */
    public void explain(String text) {
        print(wrapped(text));
    }

    private String wrapped(String text) {
        return lines(text, true);
    }

    private String lines(String text, boolean wrap) {
        AnswerText shown = new AnswerText(new AnswerStyle(theme, Glyphs.ASCII, false, wrap, false), window());
        String lines = shown.of("", text) + shown.end();
        return lines.endsWith("\n") ? lines : lines + "\n";
    }

    public void endLine() {
        if (midLine) {
            print("\n");
        }
    }

    /** Takes the begun line away where the terminal can do that, and ends it elsewhere. */
    public void eraseLine() {
        if (terminal.puts(Capability.carriage_return) && terminal.puts(Capability.clr_eol)) {
            midLine = false;
            terminal.flush();
        } else {
            endLine();
        }
    }

    /** Tells the terminal something that it does not show. */
    public void control(String sequence) {
        terminal.writer().write(sequence);
        terminal.flush();
    }

    /**
     * From here on what is typed waits, unseen, for the next prompt, Ctrl-D too, and what is pasted waits as one text; only
     * an interrupt is heeded at once.
     */
    public void begin() {
        Attributes waiting = new Attributes(original);
        waiting.setLocalFlag(Attributes.LocalFlag.ECHO, false);
        waiting.setLocalFlag(Attributes.LocalFlag.ICANON, false);
        terminal.setAttributes(waiting);
        mark(PASTES_MARKED);
    }

    /** Leaves the terminal as it was found. */
    public void end() {
        mark(PASTES_PLAIN);
        terminal.setAttributes(original);
    }

    private void mark(String pastes) {
        if (!isDumb()) {
            control(pastes);
        }
    }

    /** Lends the terminal to another program. */
    public void lend(Runnable use) {
        boolean pausing = terminal.canPauseResume();
        end();
        try {
            if (pausing) {
                terminal.pause(true);
            }
            use.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            begin();
            if (pausing) {
                terminal.resume();
            }
        }
    }

    private record TerminalWindow(Terminal terminal) implements Window {
        @Override
        public Size size() {
            int columns = terminal.getSize().getColumns();
            int rows = terminal.getSize().getRows();
            return new Size(columns > 0 ? columns : Size.STANDARD.columns(), rows > 0 ? rows : Size.STANDARD.rows());
        }

        @Override
        public void close() {
            // The terminal is the conversation's.
        }
    }
}
