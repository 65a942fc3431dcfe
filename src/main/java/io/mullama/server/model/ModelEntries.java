package io.mullama.server.model;

import io.mullama.api.ModelEntry;
import io.mullama.api.ModelState;
import io.mullama.engine.Engine;
import io.mullama.engine.LoadedModel;
import io.mullama.engine.ModelSource;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.store.ModelStore;
import io.mullama.store.StoredModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Words models as they are listed. Thread-safe. */
record ModelEntries(ContextRoom contexts, LoadedAliases aliases, ModelStore store) {

    /**
     * One of them.
     *
     * @param loaded null where none of its instances is in memory
     * @param isDefault whether requests mean it that name none
     */
    ModelEntry of(ModelSource model, String origin, @Nullable LoadedModel loaded, boolean isDefault) {
        Optional<Engine> engine = loaded == null ? Optional.empty() : loaded.engine();
        ModelState state = state(loaded);
        return new ModelEntry(
                model.alias(),
                model.file().toString(),
                model.header().parameterCount(),
                engine.map(Engine::contextSize).orElseGet(() -> contexts.usual(model)),
                engine.map(Engine::gpuLayers).orElse(0),
                isDefault,
                loaded == null ? 0 : loaded.users(),
                state.equals(ModelState.LOADED),
                model.header().fileSize(),
                model.header().quantization().orElse("unknown"),
                model.header().architecture().orElse("unknown"),
                origin,
                state,
                model.modified(),
                loaded == null ? null : loaded.expiresAt());
    }

    private static ModelState state(@Nullable LoadedModel model) {
        if (model == null) {
            return ModelState.AVAILABLE;
        }
        if (model.isGoing()) {
            return ModelState.UNLOADING;
        }
        return model.engine().isPresent() ? ModelState.LOADED : ModelState.LOADING;
    }

    /** Where the model of a name came from; empty where that is not known. */
    String origin(String text) {
        ModelName name = ModelName.parse(text);
        try {
            return aliases.model(name)
                    .map(StoredModel::origin)
                    .or(() -> store.origin(name))
                    .map(StoredModel.Origin::text)
                    .orElse("");
        } catch (MullamaException e) {
            // It answers whatever has become of its name.
            return "";
        }
    }
}
