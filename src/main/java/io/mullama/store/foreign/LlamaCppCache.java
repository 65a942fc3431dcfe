package io.mullama.store.foreign;

import io.mullama.model.ModelName;
import io.mullama.model.ModelRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What llama.cpp kept until it shared the hub's cache: one folder of files, {@code org_repo_file.gguf} from the hub and
 * {@code file.gguf} from any other address. Thread-safe.
 */
record LlamaCppCache(Path folder) implements ForeignCache {

    @Override
    public List<ForeignModel> list() {
        CacheReader reader = new CacheReader();
        List<Path> files = reader.files(folder, 1);
        FlatNames names = FlatNames.read(files);
        Map<String, List<CachedFile>> ofRepositories = new TreeMap<>();
        List<CachedFile> others = new ArrayList<>();
        for (Path file : files) {
            if (CacheReader.isModel(file)) {
                FlatNames.Source source = names.source(file);
                List<CachedFile> together = source.repository()
                        .map(repository -> ofRepositories.computeIfAbsent(repository, key -> new ArrayList<>()))
                        .orElse(others);
                cached(file, source).ifPresent(together::add);
            }
        }
        List<ForeignModel> models = new ArrayList<>();
        ofRepositories.forEach(
                (name, cached) -> models.addAll(new Repository(name, Optional.empty(), origin()).models(cached)));
        Repository.wholeModels(others).forEach(parts -> models.add(withoutRepository(parts)));
        models.sort(Comparator.comparing(model -> model.name().key()));
        return models;
    }

    @Override
    public Origin origin() {
        return Origin.LLAMA_CPP;
    }

    private static Optional<CachedFile> cached(Path file, FlatNames.Source source) {
        try {
            Instant modified = CacheReader.file(file).lastModifiedTime().toInstant();
            return Optional.of(new CachedFile(source.path(), file, source.digest(), modified));
        } catch (IOException e) {
            CacheReader.leaveOut(file, e.toString());
            return Optional.empty();
        }
    }

    /** Nothing says which projector such a model has, so it gets none. */
    private ForeignModel withoutRepository(List<CachedFile> parts) {
        CachedFile first = parts.get(0);
        String name = first.whole().substring(0, first.whole().length() - ".gguf".length());
        return new ForeignModel(
                Names.typeable(new ModelName.Plain(name, ModelName.DEFAULT_TAG), first.file()),
                origin(),
                parts.stream().map(CachedFile::file).toList(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                ModelRecipe.NONE,
                first.modified());
    }
}
