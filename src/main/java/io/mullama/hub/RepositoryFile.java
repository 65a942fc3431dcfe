package io.mullama.hub;

import io.mullama.hub.download.FileIdentity;
import io.mullama.model.Digest;
import java.util.Optional;

/**
 * A file of a repository as the hub describes it. Immutable.
 *
 * @param path in the repository
 * @param size in bytes
 * @param digest of its content, which the hub knows of large files
 * @param blob the hub's own name for the content
 */
public record RepositoryFile(String path, long size, Optional<Digest> digest, String blob) {

    /** What a download of it is recognized by. */
    FileIdentity identity() {
        return new FileIdentity(size, digest.map(Digest::toString).orElse("blob:" + blob));
    }

    /** The path without the folders. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
