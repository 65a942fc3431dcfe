package io.mullama.store;

import io.mullama.gguf.GgufHeader;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A model on disk whose header was read and found whole. Immutable.
 *
 * @param name what it is called; a path as it was given
 * @param file the GGUF file
 * @param sizeBytes of the file
 */
public record StoredModel(String name, Path file, long sizeBytes, Instant modified, GgufHeader header) {}
