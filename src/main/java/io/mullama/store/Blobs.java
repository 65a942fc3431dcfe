package io.mullama.store;

import io.mullama.model.Digest;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Files that were uploaded to make models of, in the cache's folder, each by its digest. Thread-safe. */
public final class Blobs {
    private final ModelStore store;
    private final AtomicInteger receiving = new AtomicInteger();

    /** Writes a file's content. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    public Blobs(ModelStore store) {
        this.store = store;
    }

    /** Where a file of that content lies, be it uploaded or a part of a model. */
    public Optional<Path> find(Digest digest) {
        Path place = place(digest);
        return Files.isRegularFile(place) ? Optional.of(place) : store.fileOf(digest);
    }

    /** Whether files are on their way. */
    public boolean isReceiving() {
        return receiving.get() > 0;
    }

    /**
     * Takes in a file, of which nothing stays unless it is what its digest says.
     *
     * @throws MullamaException if it is not
     * @throws IOException if it does not arrive, or cannot be written
     */
    public void receive(Digest digest, Content content) throws IOException {
        Path place = place(digest);
        receiving.incrementAndGet();
        Path unfinished = null;
        try {
            Path folder = Files.createDirectories(store.cache().folder().resolve("_blobs"));
            unfinished = Files.createTempFile(folder, digest.hex().substring(0, 12), ".part");
            Digest found = write(unfinished, content);
            if (!found.equals(digest)) {
                throw new MullamaException(
                        ErrorCode.INVALID_REQUEST,
                        "digest mismatch, expected \"" + digest + "\", got \"" + found + "\"",
                        "send the file again");
            }
            move(unfinished, place);
        } finally {
            receiving.decrementAndGet();
            if (unfinished != null) {
                Files.deleteIfExists(unfinished);
            }
        }
    }

    private static Digest write(Path file, Content content) throws IOException {
        MessageDigest sum = Digest.sha256();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), sum)) {
            content.writeTo(out);
        }
        return Digest.of(sum.digest());
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path place(Digest digest) {
        return store.cache().folder().resolve("_blobs").resolve("sha256-" + digest.hex());
    }
}
