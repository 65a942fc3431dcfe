package io.mullama.cli.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells the path of a model file from a model's name. Stateless. */
public final class ModelArgument {
    /** How names of a hub begin that end as files do. */
    private static final Pattern HUB = Pattern.compile("hf:|hf\\.co/|huggingface\\.co/", Pattern.CASE_INSENSITIVE);

    private ModelArgument() {}

    /** A path made absolute, because the daemon has another working directory; a name as it is. */
    public static String resolve(String text) {
        try {
            return isPath(text) ? Path.of(text).toAbsolutePath().normalize().toString() : text;
        } catch (InvalidPathException e) {
            return text;
        }
    }

    private static boolean isPath(String text) {
        if (text.contains("://") || HUB.matcher(text).lookingAt()) {
            return false;
        }
        boolean separated = text.indexOf('/') >= 0 || text.indexOf('\\') >= 0;
        boolean gguf = text.toLowerCase(Locale.ROOT).endsWith(".gguf");
        // A file of a repository, org/repo:model.gguf; also a path where such a file lies.
        boolean chosen = text.indexOf(':') > text.indexOf('/');
        return text.startsWith("/")
                || text.startsWith("./")
                || text.startsWith("../")
                || (separated && gguf && !chosen)
                || ((separated || gguf) && Files.isRegularFile(Path.of(text)));
    }
}
