package io.mullama.store.foreign;

import io.mullama.model.Digest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GGUF file of a repository, by its name there. Immutable.
 *
 * @param path in the repository, with slashes
 * @param file where it lies
 */
record CachedFile(String path, Path file, Optional<Digest> digest, Instant modified) {
    /** As {@code llama_split_path} writes it. */
    private static final Pattern PART =
            Pattern.compile("(.+)-([0-9]{5})-of-([0-9]{5})(\\.gguf)", Pattern.CASE_INSENSITIVE);

    /** What a repository holds beside models, by how its name begins: what drafts for a model, and vocabularies. */
    private static final Pattern BESIDE_MODELS = Pattern.compile("(mtp-|eagle3-|dflash-|dspark-|ggml-vocab-).*");

    /** What a part is of: the path without the part's number. */
    String whole() {
        Matcher matcher = PART.matcher(path);
        return matcher.matches() ? matcher.group(1) + matcher.group(4) : path;
    }

    /** From 1. */
    int part() {
        Matcher matcher = PART.matcher(path);
        return matcher.matches() ? Integer.parseInt(matcher.group(2)) : 1;
    }

    int parts() {
        Matcher matcher = PART.matcher(path);
        return matcher.matches() ? Integer.parseInt(matcher.group(3)) : 1;
    }

    /** The folders in the repository, with a slash behind each. */
    String folder() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    boolean isProjector() {
        return lowerName().contains("mmproj");
    }

    boolean isModel() {
        String name = lowerName();
        return !name.contains("mmproj")
                && !name.contains("imatrix")
                && !BESIDE_MODELS.matcher(name).matches();
    }

    private String lowerName() {
        return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
