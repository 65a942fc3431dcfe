package io.mullama.hub.download;

import io.mullama.model.Digest;
import java.util.Optional;

/**
 * What makes two downloads the same file, so that one may be continued by the other. Immutable.
 *
 * @param size in bytes
 * @param content the digest of the content, or what else stands for it at the hub; one line
 */
public record FileIdentity(long size, String content) {
    public FileIdentity {
        if (size < 0 || content.isBlank() || content.chars().anyMatch(c -> c <= ' ')) {
            throw new IllegalArgumentException("no identity: " + size + " " + content);
        }
    }

    /** The digest, where the hub names it. */
    public Optional<Digest> digest() {
        return Digest.parse(content);
    }
}
