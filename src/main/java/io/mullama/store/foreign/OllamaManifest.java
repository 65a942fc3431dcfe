package io.mullama.store.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.model.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Of which blobs a model of Ollama's consists. Immutable.
 *
 * @param layers in the order in which the manifest has them
 */
record OllamaManifest(List<Layer> layers) {
    private static final String LIST = "application/vnd.ollama.manifest.list.v2+json";
    private static final String LAYER = "application/vnd.ollama.image.";

    /** The programs that run GGUF files, the first choice first. */
    private static final List<String> RUNNERS = List.of("ollama", "llamacpp");

    private static final String GGUF = "gguf";

    /** What llama.cpp opens. */
    private static final Set<String> FILES = Set.of("model", "projector", "adapter");

    /**
     * A blob of a model.
     *
     * @param type such as {@code model} and {@code template}
     * @param sizeBytes 0 where the manifest does not say
     */
    record Layer(String type, Digest digest, long sizeBytes) {}

    OllamaManifest {
        layers = List.copyOf(layers);
    }

    /**
     * Reads the manifest of a GGUF model, of which all is there.
     *
     * @throws IOException if it is damaged or of something else, or lacks a file
     */
    static OllamaManifest read(OllamaBlobs blobs, Path file) throws IOException {
        JsonNode manifest = runnable(blobs, CacheReader.json(file));
        requireGguf(blobs, manifest);
        OllamaManifest read = new OllamaManifest(layers(manifest));
        if (read.layers("model").isEmpty()) {
            throw new IOException("it has no GGUF file");
        }
        for (Layer layer : read.layers) {
            if (FILES.contains(layer.type())) {
                blobs.requireWhole(layer);
            }
        }
        return read;
    }

    List<Layer> layers(String type) {
        return layers.stream().filter(layer -> layer.type().equals(type)).toList();
    }

    /** The manifest itself, or of a list the one that llama.cpp can run. */
    private static JsonNode runnable(OllamaBlobs blobs, JsonNode manifest) throws IOException {
        if (!manifest.path("mediaType").asText().equals(LIST)) {
            return manifest;
        }
        for (String runner : RUNNERS) {
            for (JsonNode entry : manifest.path("manifests")) {
                if (entry.path("runner").asText().equalsIgnoreCase(runner)) {
                    Optional<Digest> digest = Digest.parse(entry.path("digest").asText());
                    return digest.isPresent() ? blobs.json(digest.get()) : entry;
                }
            }
        }
        throw new IOException("it lists nothing that llama.cpp could run");
    }

    /** Manifests of other formats say so, or their configuration does. */
    private static void requireGguf(OllamaBlobs blobs, JsonNode manifest) throws IOException {
        String format = manifest.path("format").asText();
        Optional<Digest> config =
                Digest.parse(manifest.path("config").path("digest").asText());
        if (format.isEmpty() && config.isPresent()) {
            format = blobs.json(config.get()).path("model_format").asText();
        }
        if (!format.isEmpty() && !format.equalsIgnoreCase(GGUF)) {
            throw new IOException("it is a model of the format " + format);
        }
    }

    private static List<Layer> layers(JsonNode manifest) throws IOException {
        List<Layer> layers = new ArrayList<>();
        for (JsonNode layer : manifest.path("layers")) {
            String type = layer.path("mediaType").asText();
            Digest digest = Digest.parse(layer.path("digest").asText())
                    .orElseThrow(() -> new IOException("it has a layer without a SHA-256"));
            if (type.startsWith(LAYER)) {
                layers.add(new Layer(
                        type.substring(LAYER.length()),
                        digest,
                        layer.path("size").asLong()));
            }
        }
        return layers;
    }
}
