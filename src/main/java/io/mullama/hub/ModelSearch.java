package io.mullama.hub;

import io.mullama.model.MullamaException;
import java.util.List;
import java.util.Optional;

/** Finds models to pull: short names in the catalog, repositories at the hub. Immutable. */
public record ModelSearch(Catalog catalog, HubClient hub) {
    private static final int MOST_AT_HUB = 20;

    /**
     * What was found.
     *
     * @param known those with a short name, the best first
     * @param others at the hub, the most popular first
     * @param fault why the hub did not help
     */
    public record Found(List<CatalogEntry> known, List<HubHit> others, Optional<MullamaException> fault) {}

    /**
     * What the hub tells of one repository.
     *
     * @throws MullamaException if there is none, or the hub cannot be reached
     */
    public RepositoryCard look(PullTarget target) throws InterruptedException {
        return hub.card(target.source(), target.projector());
    }

    /** Asks the hub only where there is something to look for. */
    public Found find(String words) throws InterruptedException {
        List<CatalogEntry> known = catalog.search(words);
        if (words.isBlank()) {
            return new Found(known, List.of(), Optional.empty());
        }
        try {
            return new Found(known, hub.search(words, MOST_AT_HUB), Optional.empty());
        } catch (MullamaException e) {
            return new Found(known, List.of(), Optional.of(e));
        }
    }
}
