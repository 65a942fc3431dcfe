package io.mullama.cli.repl.command;

import io.mullama.cli.repl.session.Screen;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The person's own editor. Immutable. */
record Editor(String command) {

    /** The one that the environment names, else the one that every Unix has. */
    static Editor of(Map<String, String> variables) {
        return new Editor(Stream.of("VISUAL", "EDITOR")
                .map(name -> variables.getOrDefault(name, ""))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("vi"));
    }

    /** What a text has become when the editor is closed. */
    String edit(String text, Screen screen) {
        Path file = null;
        try {
            // Only its owner can read such a file.
            file = Files.createTempFile("mullama-", ".md");
            Files.writeString(file, text);
            start(file, screen);
            return Files.readString(file).stripTrailing();
        } catch (IOException e) {
            throw failure(e.getMessage()).causedBy(e);
        } finally {
            delete(file);
        }
    }

    private void start(Path file, Screen screen) throws IOException {
        AtomicReference<Exception> failed = new AtomicReference<>();
        AtomicReference<Integer> exit = new AtomicReference<>(1);
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
        if (failed.get() != null) {
            throw failure(failed.get().getMessage()).causedBy(failed.get());
        }
        int code = Objects.requireNonNull(exit.get());
        if (code != 0) {
            throw failure("it ended with exit code " + code);
        }
    }

    private MullamaException failure(@Nullable String why) {
        return new MullamaException(
                ErrorCode.INVALID_REQUEST,
                "the editor '" + command + "' failed: " + why,
                "set EDITOR to one that is installed");
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // The temporary folder is cleared without us.
        }
    }
}
