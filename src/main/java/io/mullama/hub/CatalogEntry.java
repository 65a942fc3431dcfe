package io.mullama.hub;

import io.mullama.model.ModelName;
import io.mullama.model.Quantization;
import java.util.List;
import java.util.Optional;

/**
 * A model that can be pulled by a short name. Immutable.
 *
 * @param name as people type it: {@code llama3.2:1b}
 * @param description one line
 * @param sizeHint how many parameters, {@code 1B}; may be empty
 * @param tags words that it is found by
 * @param from where it is
 * @param projector how the name of the file in the repository begins that makes images into tokens
 */
public record CatalogEntry(
        String name,
        String description,
        String sizeHint,
        List<String> tags,
        ModelName.Hub from,
        Optional<String> projector,
        boolean hasThinking,
        boolean hasVision,
        boolean hasTools) {

    public CatalogEntry {
        tags = List.copyOf(tags);
    }

    /** The same model by another name. */
    CatalogEntry named(String other) {
        return new CatalogEntry(other, description, sizeHint, tags, from, projector, hasThinking, hasVision, hasTools);
    }

    /** The same model, of its repository the file that is quantized so. */
    CatalogEntry quantized(Quantization quantization) {
        ModelName.Hub chosen = new ModelName.Hub(from.repository(), Optional.of(quantization.name()), from.revision());
        return new CatalogEntry(name, description, sizeHint, tags, chosen, projector, hasThinking, hasVision, hasTools);
    }

    /** Whether a file of the repository is the projector that is meant. */
    public boolean isProjector(String fileName) {
        return projector
                .filter(beginning -> fileName.regionMatches(true, 0, beginning, 0, beginning.length()))
                .isPresent();
    }
}
