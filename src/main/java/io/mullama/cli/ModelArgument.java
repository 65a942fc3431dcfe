package io.mullama.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** Tells the path of a model file from a model's name. Stateless. */
final class ModelArgument {
    private ModelArgument() {}

    /** A path made absolute, because the daemon has another working directory; a name as it is. */
    static String resolve(String text) {
        try {
            return isPath(text) ? Path.of(text).toAbsolutePath().normalize().toString() : text;
        } catch (InvalidPathException e) {
            return text;
        }
    }

    private static boolean isPath(String text) {
        if (text.contains("://") || text.startsWith("hf:")) {
            return false;
        }
        boolean separated = text.indexOf('/') >= 0 || text.indexOf('\\') >= 0;
        boolean gguf = text.toLowerCase(Locale.ROOT).endsWith(".gguf");
        // A name such as org/model:tag is a path where such a file lies.
        return text.startsWith("/")
                || text.startsWith("./")
                || text.startsWith("../")
                || (separated && gguf)
                || ((separated || gguf) && Files.isRegularFile(Path.of(text)));
    }
}
