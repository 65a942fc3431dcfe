package io.mullama.server.model;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that a Modelfile names. Immutable.
 *
 * @param folder that relative paths begin at; null where there is none
 */
record ModelfilePaths(@Nullable Path folder, Path userHome) {

    /** The file that {@code FROM} means; empty where it means a model by its name. */
    Optional<Path> model(String from) {
        boolean marked = from.startsWith("/")
                || from.startsWith("./")
                || from.startsWith("../")
                || from.startsWith("~/")
                || from.startsWith(".\\")
                || (from.length() > 2 && from.charAt(1) == ':' && "/\\".indexOf(from.charAt(2)) >= 0);
        boolean named = !marked
                && !from.startsWith("hf:")
                && from.toLowerCase(Locale.ROOT).endsWith(".gguf");
        return marked || (named && exists(from)) ? Optional.of(file("FROM", from)) : Optional.empty();
    }

    /**
     * A file that has to be there.
     *
     * @throws MullamaException if it is not
     */
    Path file(String instruction, String text) {
        try {
            Path file = resolve(instruction, text);
            if (Files.isRegularFile(file)) {
                return file;
            }
            throw new MullamaException(
                    ErrorCode.MODEL_NOT_FOUND,
                    "the Modelfile's " + instruction + " names " + file + ", which is no file",
                    "write the path from the root, or from the Modelfile's folder");
        } catch (InvalidPathException e) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST, "the Modelfile's " + instruction + " is no path: " + text, "mend it");
        }
    }

    private boolean exists(String text) {
        try {
            return folder != null && Files.isRegularFile(folder.resolve(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private Path resolve(String instruction, String text) {
        if (text.startsWith("~/")) {
            return userHome.resolve(text.substring(2)).normalize();
        }
        Path path = userHome.getFileSystem().getPath(text);
        if (path.isAbsolute()) {
            return path.normalize();
        }
        if (folder == null) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "the Modelfile's " + instruction + " is a relative path, and 'directory' is missing",
                    "write the path from the root");
        }
        return folder.resolve(path).normalize();
    }
}
