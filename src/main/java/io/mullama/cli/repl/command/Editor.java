package io.mullama.cli.repl.command;

import io.mullama.cli.repl.session.Screen;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** The person's own editor. Immutable. */
record Editor(String command) {
    /** What a shell says of a program that is not to be run. */
    private static final int CANNOT_RUN = 126;

    /** What it says of one that is not there. */
    private static final int NOT_FOUND = 127;

    /** What it says of one that Ctrl-C has ended. */
    private static final int INTERRUPTED = 130;

    /** The one that the environment names, else the one that every Unix has. */
    static Editor of(Map<String, String> variables) {
        return new Editor(Stream.of("VISUAL", "EDITOR")
                .map(name -> variables.getOrDefault(name, ""))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("vi"));
    }

    /** What a text has become when the editor is closed. Where that cannot be told, what was written is kept. */
    String edit(String text, Screen screen) {
        Path file = begin(text);
        int exit = run(file, screen);
        String written = read(file);
        if (exit == 0) {
            delete(file);
            return written.stripTrailing();
        }
        boolean lost = !written.equals(text);
        if (!lost) {
            delete(file);
        }
        if (exit == CANNOT_RUN || exit == NOT_FOUND) {
            throw cannotStart("exit code " + exit);
        }
        throw failure(
                exit == INTERRUPTED
                        ? "the editor was interrupted"
                        : "the editor '" + command + "' ended with exit code " + exit,
                lost ? "nothing is sent; what you wrote is in " + file : "nothing is sent");
    }

    private Path begin(String text) {
        try {
            // Only its owner can read such a file.
            return Files.writeString(Files.createTempFile("mullama-", ".md"), text);
        } catch (IOException e) {
            throw failure("cannot write a file for the editor: " + e.getMessage(), "look after the temporary folder")
                    .causedBy(e);
        }
    }

    /** The exit code. */
    private int run(Path file, Screen screen) {
        AtomicReference<Exception> failed = new AtomicReference<>();
        AtomicInteger exit = new AtomicInteger(1);
        screen.lend(() -> {
            try {
                // The shell takes an editor with options apart, as other programs have it do.
                exit.set(new ProcessBuilder("sh", "-c", command + " \"$1\"", "sh", file.toString())
                        .inheritIO()
                        .start()
                        .waitFor());
            } catch (IOException e) {
                failed.set(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failed.set(e);
            }
        });
        Exception failure = failed.get();
        if (failure != null) {
            delete(file);
            throw cannotStart(String.valueOf(failure.getMessage())).causedBy(failure);
        }
        return exit.get();
    }

    private static String read(Path file) {
        try {
            // Bytes that are no UTF-8 become question marks: the rest is worth keeping.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw failure("cannot read what the editor has left: " + e.getMessage(), "look for it in " + file)
                    .causedBy(e);
        }
    }

    private MullamaException cannotStart(String why) {
        return failure("the editor '" + command + "' cannot be started: " + why, "set EDITOR to one that is installed");
    }

    private static MullamaException failure(String what, String next) {
        return new MullamaException(ErrorCode.INVALID_REQUEST, what, next);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The temporary folder is cleared without us.
        }
    }
}
