package io.mullama.store;

import io.mullama.model.Digest;
import io.mullama.model.ModelRecipe;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a name stands for: files, and what a person has made of them. Immutable.
 *
 * @param name as it is shown
 * @param source where the files came from; empty for those that were here
 * @param files the model's parts in order, then a projector, then adapters
 */
public record Manifest(
        String name, Optional<Source> source, List<ManifestFile> files, ModelRecipe recipe, Instant created) {

    /** A repository at a commit. */
    public record Source(String repository, String commit) {}

    /** What a file is to the model. */
    public enum Role {
        MODEL,
        PROJECTOR,
        ADAPTER
    }

    /**
     * A file that the model needs. Immutable.
     *
     * @param path from the root
     * @param size in bytes
     * @param digest that it must have; empty where any content will do
     * @param modified when it was last changed as its digest was checked
     * @param scale how strongly an adapter is applied
     */
    public record ManifestFile(
            Role role, Path path, long size, Optional<Digest> digest, Instant modified, float scale) {}

    public Manifest {
        files = List.copyOf(files);
        if (files.stream().noneMatch(file -> file.role() == Role.MODEL)) {
            throw new IllegalArgumentException(name + " has no model file");
        }
    }

    public List<ManifestFile> files(Role role) {
        return files.stream().filter(file -> file.role() == role).toList();
    }

    /** The same under another name, made now. */
    public Manifest named(String other, Instant now) {
        return new Manifest(other, source, files, recipe, now);
    }

    Manifest with(List<ManifestFile> checked) {
        return new Manifest(name, source, checked, recipe, created);
    }
}
