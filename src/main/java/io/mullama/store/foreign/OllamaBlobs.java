package io.mullama.store.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.model.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ollama's files by their digests; texts that models share, as licences, are read once. For one thread. */
final class OllamaBlobs {
    private final Path folder;
    private final Map<Digest, String> texts = new HashMap<>();

    OllamaBlobs(Path folder) {
        this.folder = folder;
    }

    /** Where the blobs of these layers lie; nobody has looked whether they do. */
    List<Path> paths(List<OllamaManifest.Layer> layers) {
        return layers.stream().map(layer -> path(layer.digest())).toList();
    }

    /**
     * Looks whether a layer's blob is there.
     *
     * @throws IOException if it is not, or is shorter or longer than it should be
     */
    void requireWhole(OllamaManifest.Layer layer) throws IOException {
        Path blob = path(layer.digest());
        long bytes = CacheReader.file(blob).size();
        if (layer.sizeBytes() != 0 && layer.sizeBytes() != bytes) {
            throw new IOException("%s has %d bytes instead of %d".formatted(blob, bytes, layer.sizeBytes()));
        }
    }

    String text(Digest digest) throws IOException {
        String known = texts.get(digest);
        if (known != null) {
            return known;
        }
        String text = CacheReader.text(path(digest));
        texts.put(digest, text);
        return text;
    }

    JsonNode json(Digest digest) throws IOException {
        return CacheReader.json(path(digest));
    }

    private Path path(Digest digest) {
        return folder.resolve("sha256-" + digest.hex());
    }
}
