package io.mullama.store;

import io.mullama.gguf.GgufHeader;
import io.mullama.model.ModelRecipe;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A model on disk whose header was read and found whole. Immutable.
 *
 * @param name what it is called; a path as it was given
 * @param origin who put it there
 * @param files what it is made of
 * @param sizeBytes of all files
 * @param modified when the name or the file was last changed
 * @param header of all parts together
 */
public record StoredModel(
        String name,
        Origin origin,
        ModelFiles files,
        ModelRecipe recipe,
        Optional<Manifest.Source> source,
        long sizeBytes,
        Instant modified,
        GgufHeader header) {

    /** The file that llama.cpp is given: the first part. */
    public Path file() {
        return files.parts().get(0);
    }

    /** The same by another name. */
    public StoredModel named(String other) {
        return new StoredModel(other, origin, files, recipe, source, sizeBytes, modified, header);
    }

    /** The same with another recipe. */
    public StoredModel with(ModelRecipe other) {
        return new StoredModel(name, origin, files, other, source, sizeBytes, modified, header);
    }

    /** Who put a model where it is. Immutable. */
    public record Origin(String text) {
        /** Pulled or created. */
        public static final Origin MULLAMA = new Origin("mullama");

        /** A part of the program. */
        public static final Origin BUNDLED = new Origin("bundled");

        /** Named by its path. */
        public static final Origin FILE = new Origin("file");
    }

    /**
     * The files of a model. Immutable.
     *
     * @param parts one, or those of a split model in order
     */
    public record ModelFiles(List<Path> parts, Optional<Path> projector, List<AdapterFile> adapters) {
        public ModelFiles {
            parts = List.copyOf(parts);
            adapters = List.copyOf(adapters);
        }
    }

    /** A LoRA adapter, and how strongly it is applied. */
    public record AdapterFile(Path file, float scale) {}
}
