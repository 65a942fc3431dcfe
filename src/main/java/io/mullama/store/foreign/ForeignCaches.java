package io.mullama.store.foreign;

import io.mullama.model.ModelName;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The models that other tools have downloaded on this machine. They are looked for anew with each call, which takes
 * tens of milliseconds where there are hundreds. Thread-safe.
 */
public final class ForeignCaches {
    private final List<ForeignCache> caches;

    ForeignCaches(List<ForeignCache> caches) {
        this.caches = List.copyOf(caches);
    }

    /**
     * The caches of Hugging Face, llama.cpp, Ollama and LM Studio where their own rules put them.
     *
     * @param environment whose variables, such as {@code HF_HUB_CACHE}, move them
     * @param userHome in {@code files}
     */
    public static ForeignCaches of(FileSystem files, Map<String, String> environment, Path userHome) {
        return new ForeignCaches(new CacheFolders(files, environment, userHome.toAbsolutePath()).caches());
    }

    /** The folders that are looked into, and whose they are. */
    public List<ForeignCache> caches() {
        return caches;
    }

    /**
     * All of them, cache by cache and by name in each. A name occurs several times where several tools have the model;
     * the first is what {@link #find} gives.
     */
    public List<ForeignModel> list() {
        return caches.stream().flatMap(cache -> cache.list().stream()).toList();
    }

    /**
     * The model of that name. A repository without a choice is the model of its default tag, else the preferred
     * quantization, else the only one that is here; a file of a repository is found also where its quantization is what
     * it is listed by.
     */
    public Optional<ForeignModel> find(ModelName name) {
        List<ForeignModel> models = list();
        if (name instanceof ModelName.Hub hub) {
            return new HubSearch(hub).in(models);
        }
        return models.stream()
                .filter(model -> model.name().key().equals(name.key()))
                .findFirst();
    }
}
