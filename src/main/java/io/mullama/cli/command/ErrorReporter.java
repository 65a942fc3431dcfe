package io.mullama.cli.command;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Turns whatever a command threw into one line and an exit code. Thread-safe. */
public final class ErrorReporter {
    private final Console console;
    private final boolean debug;

    public ErrorReporter(Console console, boolean debug) {
        this.console = console;
        this.debug = debug;
    }

    public int report(Throwable thrown) {
        if (thrown instanceof Console.OutputClosed) {
            return ExitCodes.SUCCESS;
        }
        MullamaException error = thrown instanceof MullamaException known ? known : unforeseen(thrown);
        if (error.code() == ErrorCode.INTERRUPTED) {
            console.endLine();
            return ExitCodes.INTERRUPTED;
        }
        console.error(line(error));
        if (debug) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            console.note(trace.toString().stripTrailing());
        }
        return ExitCodes.of(error.code());
    }

    /** The message, and what to do next. */
    public static String line(MullamaException error) {
        String message = error.getMessage();
        String gap = message.endsWith("\n") ? "" : "; ";
        return error.hint().map(hint -> message + gap + hint).orElse(message);
    }

    private static MullamaException unforeseen(Throwable thrown) {
        String what = thrown instanceof OutOfMemoryError ? "out of memory" : "a fault of mullama's own: " + thrown;
        return new MullamaException(
                ErrorCode.INTERNAL, what.replace('\n', ' '), "run it again with --debug to see more");
    }
}
