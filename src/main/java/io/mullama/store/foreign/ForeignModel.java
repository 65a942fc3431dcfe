package io.mullama.store.foreign;

import io.mullama.model.Digest;
import io.mullama.model.ModelName;
import io.mullama.model.ModelRecipe;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A model that another tool has downloaded. Immutable.
 *
 * @param name that finds it again; a {@link ModelName.File} where it lies under a name that nobody could type
 * @param files the GGUF with all of its parts, in their order
 * @param projector of a model that sees
 * @param adapters to apply, in their order
 * @param digest of the GGUF if that is one file and the tool has noted it; nobody has computed it again
 * @param recipe what the tool keeps beside the file; {@link ModelRecipe#NONE} where it keeps nothing
 * @param modified when it was downloaded, as far as the files say
 */
public record ForeignModel(
        ModelName name,
        Origin origin,
        List<Path> files,
        Optional<Path> projector,
        List<Path> adapters,
        Optional<Digest> digest,
        ModelRecipe recipe,
        Instant modified) {

    public ForeignModel {
        files = List.copyOf(files);
        adapters = List.copyOf(adapters);
    }
}
