package io.mullama.cli.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/** The three standard streams, and which of them are terminals. Immutable. */
public record Streams(
        InputStream in,
        OutputStream out,
        OutputStream err,
        boolean inTerminal,
        boolean outTerminal,
        boolean errTerminal) {
    /**
     * Set by the launcher script: {@code i}, {@code o} and {@code e} for the streams that are terminals. That of Windows
     * cannot tell, and sets nothing.
     */
    private static final String PROPERTY = "mullama.tty";

    /** Those of this process, unbuffered: an answer is seen as it comes, and a full disk is noticed. */
    public static Streams ofProcess() {
        String told = System.getProperty(PROPERTY);
        String terminals = told == null ? ofConsole() : told;
        return new Streams(
                System.in,
                new StandardOutput(new FileOutputStream(FileDescriptor.out), "/dev/stdout"),
                new FileOutputStream(FileDescriptor.err),
                terminals.indexOf('i') >= 0,
                terminals.indexOf('o') >= 0,
                terminals.indexOf('e') >= 0);
    }

    /** That launcher also asks for the console as it was before Java 22: none where the streams are no terminals. */
    @SuppressWarnings("SystemConsoleNull")
    private static String ofConsole() {
        return System.console() == null ? "" : "ioe";
    }
}
