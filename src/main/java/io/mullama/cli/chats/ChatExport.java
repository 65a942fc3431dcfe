package io.mullama.cli.chats;

import io.mullama.api.ChatTranscript;
import io.mullama.api.Json;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Writes a conversation into a file, in the way that its name's end says.
 *
 * @param name of the file, as it was typed
 */
public record ChatExport(ChatTranscript chat, String name, Path file) {

    /**
     * Writes it; false where a file is there that is not to be replaced.
     *
     * @param replace is asked, in words, whether to replace a file that is there
     */
    public boolean write(Predicate<String> replace) {
        String text = text();
        if (Files.isDirectory(file)) {
            throw refused(name + " is a folder", "name a file in it");
        }
        try {
            write(text, StandardOpenOption.CREATE_NEW);
            return true;
        } catch (FileAlreadyExistsException e) {
            return replace.test("Replace " + name + "?") && replace(text);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private boolean replace(String text) {
        try {
            write(text, StandardOpenOption.TRUNCATE_EXISTING);
            return true;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void write(String text, StandardOpenOption how) throws IOException {
        Files.writeString(file, text, how, StandardOpenOption.WRITE);
    }

    private String text() {
        String end = name.toLowerCase(Locale.ROOT);
        if (end.endsWith(".json")) {
            return Json.pretty(chat.toJson()) + "\n";
        }
        if (end.endsWith(".md") || end.endsWith(".markdown")) {
            return ChatMarkdown.of(chat);
        }
        throw refused(
                "the end of '" + name + "' does not say how to write it", "name a file that ends in .md or .json");
    }

    private MullamaException failure(IOException e) {
        return e instanceof NoSuchFileException
                ? refused("there is no folder for " + name, "make it, or name another")
                        .causedBy(e)
                : ChatStore.failure("write", file, e);
    }

    private static MullamaException refused(String what, String next) {
        return new MullamaException(ErrorCode.INVALID_REQUEST, what, next);
    }
}
