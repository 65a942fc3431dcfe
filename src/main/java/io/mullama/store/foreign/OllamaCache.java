package io.mullama.store.foreign;

import io.mullama.model.Digest;
import io.mullama.model.ModelName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Ollama's models: {@code manifests/host/namespace/model/tag}, or below {@code manifests-v2} in newer releases, and
 * {@code blobs/sha256-…}. Thread-safe.
 */
record OllamaCache(Path folder) implements ForeignCache {
    /** The newer first: where both have a model, Ollama takes that. */
    private static final List<String> MANIFESTS = List.of("manifests-v2", "manifests");

    /** Ollama's own registry, by its names. */
    private static final Set<String> PUBLIC = Set.of("registry.ollama.ai", "ollama.com");

    private static final Set<String> HUB = Set.of("hf.co", "huggingface.co");
    private static final String LIBRARY = "library";

    private record Tag(String host, String namespace, String model, String tag) {
        String key() {
            String registry = PUBLIC.contains(host.toLowerCase(Locale.ROOT)) ? "" : host;
            return String.join("/", registry, namespace, model, tag).toLowerCase(Locale.ROOT);
        }

        ModelName name(Path file) {
            String registry = host.toLowerCase(Locale.ROOT);
            if (PUBLIC.contains(registry) && namespace.equalsIgnoreCase(LIBRARY)) {
                return Names.typeable(new ModelName.Plain(model, tag), file);
            }
            if (PUBLIC.contains(registry) || HUB.contains(registry)) {
                String repository = namespace + "/" + model;
                return Names.typeable(new ModelName.Hub(repository, Names.choice(tag), Optional.empty()), file);
            }
            return new ModelName.File(file.toString());
        }
    }

    @Override
    public List<ForeignModel> list() {
        OllamaBlobs blobs = new OllamaBlobs(folder.resolve("blobs"));
        List<ForeignModel> models = new ArrayList<>();
        manifests(new CacheReader()).forEach((tag, manifest) -> {
            try {
                models.add(model(blobs, tag, manifest));
            } catch (IOException e) {
                CacheReader.leaveOut(manifest, e.toString());
            }
        });
        models.sort(Comparator.comparing(model -> model.name().key()));
        return models;
    }

    @Override
    public Origin origin() {
        return Origin.OLLAMA;
    }

    private Map<Tag, Path> manifests(CacheReader reader) {
        Map<Tag, Path> manifests = new TreeMap<>(Comparator.comparing(Tag::key));
        for (String root : MANIFESTS) {
            for (Path host : reader.folders(folder.resolve(root))) {
                for (Path namespace : reader.folders(host)) {
                    reader.folders(namespace).stream()
                            .flatMap(model -> reader.files(model, 1).stream())
                            .forEach(manifest -> manifests.putIfAbsent(tag(manifest), manifest));
                }
            }
        }
        return manifests;
    }

    private static Tag tag(Path manifest) {
        Path names = manifest.subpath(manifest.getNameCount() - 4, manifest.getNameCount());
        return new Tag(
                names.getName(0).toString(),
                names.getName(1).toString(),
                names.getName(2).toString(),
                names.getName(3).toString());
    }

    private ForeignModel model(OllamaBlobs blobs, Tag tag, Path file) throws IOException {
        Instant modified = CacheReader.file(file).lastModifiedTime().toInstant();
        OllamaManifest manifest = OllamaManifest.read(blobs, file);
        List<Path> files = blobs.paths(manifest.layers("model"));
        Optional<Digest> digest = manifest.layers("model").stream()
                .map(OllamaManifest.Layer::digest)
                .findFirst();
        return new ForeignModel(
                tag.name(files.get(0)),
                origin(),
                files,
                blobs.paths(manifest.layers("projector")).stream().findFirst(),
                blobs.paths(manifest.layers("adapter")),
                digest.filter(whole -> files.size() == 1),
                OllamaRecipe.read(blobs, manifest),
                modified);
    }
}
