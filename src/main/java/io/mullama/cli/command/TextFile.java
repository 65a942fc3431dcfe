package io.mullama.cli.command;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads texts that a command line names: files, or the standard input as {@code -}. Stateless. */
public final class TextFile {
    private static final int MOST_BYTES = 64 << 20;

    private TextFile() {}

    /** The text of a file in UTF-8. {@code option} is the one that names it. */
    public static String read(String option, String name, InputStream stdin) {
        if (name.isEmpty()) {
            throw failure("the file's name is empty", option);
        }
        String what = name.equals("-") ? "the standard input" : name;
        try (InputStream in = name.equals("-") ? stdin : Files.newInputStream(Path.of(name))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw failure(what + " is longer than " + (MOST_BYTES >> 20) + " MiB", option);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw failure(what + " is not UTF-8 text", option).causedBy(e);
        } catch (NoSuchFileException e) {
            throw failure("there is no file " + what, option).causedBy(e);
        } catch (InvalidPathException e) {
            throw failure("'" + name + "' is no path", option).causedBy(e);
        } catch (IOException e) {
            throw failure(what + " cannot be read: " + e.getMessage(), option).causedBy(e);
        }
    }

    private static MullamaException failure(String problem, String option) {
        return new MullamaException(ErrorCode.INVALID_REQUEST, problem, "check what " + option + " names");
    }
}
