package io.mullama.hub;

import io.mullama.model.Digest;
import io.mullama.model.MullamaException;
import java.util.List;
import java.util.Optional;

/** How far a pull is. Immutable. */
public sealed interface PullStatus {
    /** The hub is asked what there is. */
    record Resolving() implements PullStatus {}

    /** Files are on their way. */
    record Downloading(List<FileStatus> files) implements PullStatus {
        public Downloading {
            files = List.copyOf(files);
        }

        public long totalBytes() {
            return files.stream().mapToLong(FileStatus::size).sum();
        }

        public long receivedBytes() {
            return files.stream().mapToLong(FileStatus::received).sum();
        }
    }

    /** All bytes are here, and are looked at. */
    record Verifying() implements PullStatus {}

    /** The model can be used. */
    record Done(String model, String repository, long sizeBytes) implements PullStatus {}

    /** It was given up; what came is kept. */
    record Failed(MullamaException error) implements PullStatus {}

    /**
     * One file's part of it.
     *
     * @param name in the repository
     * @param size in bytes
     * @param received bytes that are here
     * @param digest of its content, as far as the hub knows it
     * @param note what holds it up at the moment
     */
    record FileStatus(String name, long size, long received, Optional<Digest> digest, Optional<String> note) {}

    /** Whether nothing comes after this. */
    default boolean isEnd() {
        return this instanceof Done || this instanceof Failed;
    }
}
