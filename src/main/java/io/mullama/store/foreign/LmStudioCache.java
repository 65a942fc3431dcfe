package io.mullama.store.foreign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** LM Studio's models: {@code org/repo/file.gguf}, as the hub names them. Thread-safe. */
record LmStudioCache(Path folder) implements ForeignCache {
    private static final int DEPTH = 3;

    @Override
    public List<ForeignModel> list() {
        CacheReader reader = new CacheReader();
        List<ForeignModel> models = new ArrayList<>();
        for (Path organization : reader.folders(folder)) {
            for (Path repository : reader.folders(organization)) {
                String name = CacheReader.name(organization) + "/" + CacheReader.name(repository);
                models.addAll(new Repository(name, Optional.empty(), origin())
                        .models(HuggingFaceCache.files(reader, repository, DEPTH)));
            }
        }
        models.sort(Comparator.comparing(model -> model.name().key()));
        return models;
    }

    @Override
    public Origin origin() {
        return Origin.LM_STUDIO;
    }
}
