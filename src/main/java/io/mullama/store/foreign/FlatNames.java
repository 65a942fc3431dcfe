package io.mullama.store.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.model.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells from the names in llama.cpp's old cache, where a file's slashes became underscores, which repository each came
 * from: by the manifest that newer releases left, by the address that older ones noted, by a guess. For one thread.
 */
final class FlatNames {
    private static final Pattern MANIFEST = Pattern.compile("manifest=([^=]+)=([^=]+)=[^=]*\\.json");

    /** As {@code -hf} downloads it: {@code https://huggingface.co/org/repo/resolve/main/file.gguf}. */
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[^/]+/([^/]+/[^/]+)/resolve/[^/]+/([^?#]+\\.gguf)(?:[?#].*)?");

    /** Most repositories end so, and no organization's name holds an underscore. */
    private static final Pattern USUAL = Pattern.compile("([^_]+)_(.+?-GGUF)_(.+\\.gguf)", Pattern.CASE_INSENSITIVE);

    /**
     * Where a file came from. Immutable.
     *
     * @param path in the repository, as far as it is known; the file's name without one
     */
    record Source(Optional<String> repository, String path, Optional<Digest> digest) {}

    private final Set<Path> files;
    private final Map<String, Source> ofManifests = new HashMap<>();

    /** {@code org_repo_} and {@code org/repo}. */
    private final Map<String, String> repositories = new HashMap<>();

    private FlatNames(List<Path> files) {
        this.files = new HashSet<>(files);
    }

    /** Reads the manifests among the files of a cache. */
    static FlatNames read(List<Path> files) {
        FlatNames names = new FlatNames(files);
        for (Path file : files) {
            Matcher matcher = MANIFEST.matcher(CacheReader.name(file));
            if (matcher.matches()) {
                names.addManifest(matcher.group(1) + "/" + matcher.group(2), file);
            }
        }
        return names;
    }

    Source source(Path file) {
        String name = CacheReader.name(file);
        Source ofManifest = ofManifests.get(name);
        return ofManifest == null ? sourceWithoutManifest(file, name) : ofManifest;
    }

    private Source sourceWithoutManifest(Path file, String name) {
        return ofAddress(file)
                .or(() -> ofKnownRepository(name))
                .or(() -> ofUsualName(name))
                .orElseGet(() -> new Source(Optional.empty(), name, Optional.empty()));
    }

    private Optional<Source> ofKnownRepository(String name) {
        return repositories.keySet().stream()
                .filter(name::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(start -> new Source(
                        Optional.ofNullable(repositories.get(start)),
                        name.substring(start.length()),
                        Optional.empty()));
    }

    private static Optional<Source> ofUsualName(String name) {
        return Optional.of(USUAL.matcher(name))
                .filter(Matcher::matches)
                .map(usual -> new Source(
                        Optional.of(usual.group(1) + "/" + usual.group(2)), usual.group(3), Optional.empty()));
    }

    private void addManifest(String repository, Path file) {
        repositories.put(flat(repository) + "_", repository);
        json(file).ifPresent(manifest -> {
            addFile(repository, manifest.path("ggufFile"));
            addFile(repository, manifest.path("mmprojFile"));
        });
    }

    private void addFile(String repository, JsonNode file) {
        String path = file.path("rfilename").asText();
        if (!path.isEmpty()) {
            Optional<Digest> digest =
                    Digest.parse(file.path("lfs").path("sha256").asText());
            ofManifests.put(flat(repository + "_" + path), new Source(Optional.of(repository), path, digest));
        }
    }

    /** By the address in the file beside it. */
    private Optional<Source> ofAddress(Path file) {
        Path note = file.resolveSibling(CacheReader.name(file) + ".json");
        if (!files.contains(note)) {
            return Optional.empty();
        }
        return json(note)
                .map(json -> ADDRESS.matcher(json.path("url").asText()))
                .filter(Matcher::matches)
                .map(address -> new Source(Optional.of(address.group(1)), address.group(2), Optional.empty()));
    }

    private static Optional<JsonNode> json(Path file) {
        try {
            return Optional.of(CacheReader.json(file));
        } catch (IOException e) {
            CacheReader.leaveOut(file, e.toString());
            return Optional.empty();
        }
    }

    private static String flat(String path) {
        return path.replace('/', '_');
    }
}
