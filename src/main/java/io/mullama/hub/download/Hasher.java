package io.mullama.hub.download;

import io.mullama.model.Digest;
import java.io.IOException;
import java.security.MessageDigest;

/** Follows the workers through the file, hashes what they have written, and sends back what is damaged. For one thread. */
final class Hasher {
    private final PartFile part;
    private final ChunkQueue queue;
    private final DownloadProgress progress;

    Hasher(PartFile part, ChunkQueue queue, DownloadProgress progress) {
        this.part = part;
        this.queue = queue;
        this.progress = progress;
    }

    /** Returns when all chunks have come. */
    Digest hash() throws IOException, InterruptedException {
        MessageDigest sha256 = Digest.sha256();
        for (int chunk = 0; chunk < part.journal().count(); chunk++) {
            sha256 = with(chunk, sha256);
        }
        return Digest.of(sha256.digest());
    }

    /** A digest that has taken in a chunk more, once that is intact. */
    private MessageDigest with(int chunk, MessageDigest before) throws IOException, InterruptedException {
        while (queue.await(chunk)) {
            MessageDigest after = copy(before);
            if (part.isIntact(chunk, after::update)) {
                return after;
            }
            // The machine went down before the disk had it.
            part.journal().forget(chunk);
            progress.add(-part.journal().length(chunk));
            queue.forget(chunk);
        }
        throw new InterruptedException();
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be copied", e);
        }
    }
}
