package io.mullama.store.foreign;

import io.mullama.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The cache that {@code huggingface_hub} and today's llama.cpp share: {@code models--org--repo} with the folders
 * {@code refs}, {@code blobs} and {@code snapshots}, as <a href="https://huggingface.co/docs/hub/local-cache">the hub's
 * documentation</a> lays it out. Thread-safe.
 */
record HuggingFaceCache(Path folder, Origin origin) implements ForeignCache {
    private static final String MODELS = "models--";
    private static final int DEPTH = 4;
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");
    private static final Pattern UNFINISHED = Pattern.compile(".*\\.(incomplete|downloadInProgress|part|tmp)");

    @Override
    public List<ForeignModel> list() {
        CacheReader reader = new CacheReader();
        List<ForeignModel> models = new ArrayList<>();
        for (Path repository : reader.folders(folder)) {
            String name = CacheReader.name(repository);
            if (name.startsWith(MODELS)) {
                models.addAll(models(
                        reader, repository, name.substring(MODELS.length()).replace("--", "/")));
            }
        }
        models.sort(Comparator.comparing(model -> model.name().key()));
        return models;
    }

    private List<ForeignModel> models(CacheReader reader, Path folder, String name) {
        Optional<String> main = main(folder.resolve("refs").resolve("main"));
        List<ForeignModel> models = new ArrayList<>();
        for (Path snapshot : reader.folders(folder.resolve("snapshots"))) {
            String commit = CacheReader.name(snapshot);
            if (COMMIT.matcher(commit).matches()) {
                Optional<String> revision = main.equals(Optional.of(commit)) ? Optional.empty() : Optional.of(commit);
                models.addAll(new Repository(name, revision, origin).models(files(reader, snapshot, DEPTH)));
            }
        }
        return models;
    }

    /** The commit of the main revision, if that was ever asked for. */
    private static Optional<String> main(Path reference) {
        try {
            return Optional.of(CacheReader.text(reference).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            CacheReader.leaveOut(reference, e.toString());
            return Optional.empty();
        }
    }

    /** The GGUF files of a folder that is laid out as its repository is. */
    static List<CachedFile> files(CacheReader reader, Path repository, int depth) {
        List<CachedFile> files = new ArrayList<>();
        for (Path file : reader.files(repository, depth)) {
            if (CacheReader.isModel(file)) {
                try {
                    files.add(file(repository, file));
                } catch (IOException e) {
                    CacheReader.leaveOut(file, e.toString());
                }
            }
        }
        return files;
    }

    private static CachedFile file(Path repository, Path file) throws IOException {
        String blob = target(file);
        if (UNFINISHED.matcher(blob).matches()) {
            throw new IOException("it is not downloaded to its end");
        }
        Instant modified = CacheReader.file(file).lastModifiedTime().toInstant();
        return new CachedFile(pathIn(repository, file), file, Digest.parse(blob), modified);
    }

    /** The path of a file below a folder, with slashes everywhere. */
    private static String pathIn(Path folder, Path file) {
        return StreamSupport.stream(folder.relativize(file).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    /** The name of the blob; the file's own where links cannot be, as on Windows. */
    private static String target(Path file) {
        try {
            return CacheReader.name(Files.readSymbolicLink(file));
        } catch (IOException | UnsupportedOperationException e) {
            return CacheReader.name(file);
        }
    }
}
