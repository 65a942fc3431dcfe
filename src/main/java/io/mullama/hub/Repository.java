package io.mullama.hub;

import java.util.List;

/**
 * A repository of a hub at one commit. Immutable.
 *
 * @param id {@code org/repo} as the hub writes it
 * @param commit that its files are those of
 * @param gated whether its files are for those alone who have accepted a licence
 */
public record Repository(String id, String commit, boolean gated, List<RepositoryFile> files) {
    public Repository {
        files = List.copyOf(files);
    }
}
