package io.mullama.cli.answers;

import io.mullama.config.Directories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells the name of a model from the beginning of a prompt, without a daemon. Immutable. */
final class KnownModels {
    private final Directories directories;

    KnownModels(Directories directories) {
        this.directories = directories;
    }

    /** Whether it is a model that is here or could be pulled by a short name, a model file, or one of a hub's. */
    boolean has(String word) {
        String name = word.toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
            return false;
        }
        return name.endsWith(".gguf")
                || name.startsWith("hf:")
                || name.startsWith("hf.co/")
                || name.startsWith("huggingface.co/")
                || isListed(directories.namesFile(), name)
                || isListed(directories.catalogNamesFile(), name);
    }

    private static boolean isListed(Path file, String name) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.toLowerCase(Locale.ROOT))
                    .anyMatch(line -> line.equals(name) || line.equals(name + ":latest"));
        } catch (IOException e) {
            // No daemon has run in this home yet.
            return false;
        }
    }
}
