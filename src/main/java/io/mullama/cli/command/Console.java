package io.mullama.cli.command;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.terminal.Theme;
import io.mullama.terminal.markdown.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes what a person reads, in UTF-8 whatever the locale, each piece at once. Thread-safe. */
public final class Console {
    /** The reader of our output is gone, as {@code head} is after its first lines. */
    public static final class OutputClosed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public OutputClosed(Throwable cause) {
            super(cause);
        }
    }

    private final Streams streams;
    private final Theme theme;
    private final boolean movesLines;
    private boolean midLine;

    private Console(Streams streams, Theme theme, boolean movesLines) {
        this.streams = streams;
        this.theme = theme;
        this.movesLines = movesLines;
    }

    /** The one that the terminals are worth, of which the environment tells; {@code plain} for no colours. */
    public static Console of(Streams streams, Map<String, String> environment, boolean plain) {
        boolean colours = streams.outTerminal() && !plain && Theme.allowed(environment);
        return new Console(streams, new Theme(colours), streams.errTerminal() && !Theme.isDumb(environment));
    }

    public Streams streams() {
        return streams;
    }

    /** The theme of the standard output, without colours where that is no terminal. */
    public Theme theme() {
        return theme;
    }

    /**
     * Whether the standard error takes lines that change where they stand. Colours are another matter: who wants none may
     * see a bar grow.
     */
    public boolean movesLines() {
        return movesLines;
    }

    public synchronized void print(String text) {
        if (text.isEmpty()) {
            return;
        }
        try {
            write(streams.out(), text);
        } catch (IOException e) {
            throw new MullamaException(ErrorCode.INTERNAL, "cannot write the output: " + e.getMessage()).causedBy(e);
        }
        midLine = !text.endsWith("\n");
    }

    /** Prints a text that others wrote. */
    public void printForeign(String text) {
        print(shown(text));
    }

    /**
     * A text that others wrote as it may be printed: as it is for a program, for a terminal without what would move its
     * cursor or name its window.
     */
    public String shown(String foreign) {
        return streams.outTerminal() ? SafeText.of(foreign) : foreign;
    }

    public void println(String line) {
        print(line + "\n");
    }

    /** Ends the line, if one is begun. */
    public synchronized void endLine() {
        if (midLine) {
            print("\n");
        }
    }

    /** A line beside the output, on the standard error; others may have written parts of it. */
    public void note(String line) {
        note("", line);
    }

    private synchronized void note(String painted, String line) {
        if (midLine && streams.outTerminal() && streams.errTerminal()) {
            endLine();
        }
        try {
            write(streams.err(), painted + (streams.errTerminal() ? SafeText.of(line) : line) + "\n");
        } catch (IOException e) {
            // There is nobody left to tell.
        }
    }

    /** Lines that move, on a standard error that {@linkplain #movesLines() takes them}. */
    public synchronized void live(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (streams.outTerminal()) {
            endLine();
        }
        try {
            write(streams.err(), text);
        } catch (IOException e) {
            // There is nobody left to see it.
        }
    }

    /** A line that says who speaks. */
    public void tell(String message) {
        note("mullama: " + message);
    }

    /** A line for somebody who watches and waits. */
    public void progress(String message) {
        if (streams.errTerminal()) {
            tell(message);
        }
    }

    /** A line that says what went wrong. */
    public void error(String message) {
        note(new Theme(theme.colours() && streams.errTerminal()).error("mullama:"), " " + message);
    }

    /** Whether somebody sits at the terminal. */
    public boolean canAsk() {
        return streams.inTerminal() && streams.errTerminal();
    }

    /** Whether what was typed behind a question means yes. */
    public static boolean isYes(String answer) {
        String text = answer.strip();
        return text.equalsIgnoreCase("y") || text.equalsIgnoreCase("yes");
    }

    /** Asks for a yes where somebody sits at the terminal. */
    public boolean confirm(String question) {
        if (!canAsk()) {
            return false;
        }
        try {
            write(streams.err(), question + " [y/N] ");
            StringBuilder answer = new StringBuilder();
            for (int next = streams.in().read();
                    next >= 0 && next != '\n';
                    next = streams.in().read()) {
                answer.append((char) next);
            }
            return isYes(answer.toString());
        } catch (IOException e) {
            return false;
        }
    }

    private static void write(OutputStream to, String text) throws IOException {
        to.write(text.getBytes(StandardCharsets.UTF_8));
        to.flush();
    }
}
