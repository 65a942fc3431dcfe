package io.mullama.cli.repl.session;

import io.mullama.cli.command.TextFile;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.terminal.HumanNumbers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file whose text goes with a message. Immutable.
 *
 * @param name as the person has written it
 */
public record AttachedFile(String name, String text) {
    /** No context that fits into a home machine's memory holds more. */
    private static final long MOST_BYTES = 1_000_000;

    /** Reads it; one that is no text, or too long, is refused. {@code command} is what to check where it is not there. */
    static AttachedFile read(String command, String name, Path file) {
        if (Files.isDirectory(file)) {
            throw refused(name + " is a directory", "name a file in it");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // Reading it might never end.
            throw refused(name + " is no regular file", "copy what it holds into one");
        }
        long size = size(file);
        if (size > MOST_BYTES) {
            throw refused(
                    name + " has " + HumanNumbers.size(size) + ", and a file to attach may have "
                            + HumanNumbers.size(MOST_BYTES),
                    "attach a part of it");
        }
        String text = TextFile.read(command, file.toString(), InputStream.nullInputStream());
        if (text.indexOf('\0') >= 0) {
            throw refused(name + " is not text", "only text can be attached");
        }
        return new AttachedFile(name, text);
    }

    /** Its name and size. */
    public String summary() {
        return name + ", " + HumanNumbers.size(text.getBytes(StandardCharsets.UTF_8).length);
    }

    /** The text in a fence that nothing in it closes. */
    String fenced() {
        String fence = "`".repeat(Math.max(3, longestRun() + 1));
        String gap = text.endsWith("\n") ? "" : "\n";
        return name + ":\n" + fence + language() + "\n" + text + gap + fence + "\n";
    }

    private int longestRun() {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private String language() {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') + 1 ? name.substring(dot + 1) : "";
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static MullamaException refused(String what, String next) {
        return new MullamaException(ErrorCode.INVALID_REQUEST, what, next);
    }
}
