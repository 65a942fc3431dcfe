package io.mullama.server.model;

import io.mullama.model.MullamaException;
import io.mullama.store.StoredModel;
import java.util.function.Supplier;

/** Has errors of engines, which know files, speak of the model as the person knows it. Stateless. */
public final class ModelErrors {
    private ModelErrors() {}

    /** Does what an engine is needed for. */
    public static <T> T naming(StoredModel model, Supplier<T> work) {
        try {
            return work.get();
        } catch (MullamaException e) {
            throw named(model, e);
        }
    }

    private static MullamaException named(StoredModel model, MullamaException e) {
        String file = model.file().toString();
        String message = e.getMessage();
        return model.name().equals(file) || !message.startsWith(file)
                ? e
                : e.worded("Model '" + model.name() + "'" + message.substring(file.length()));
    }
}
