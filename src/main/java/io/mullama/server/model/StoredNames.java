package io.mullama.server.model;

import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.store.ModelStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Gives models names and takes them away, whatever of them is loaded. Thread-safe. */
public final class StoredNames {
    private final Models models;
    private final ModelStore store;

    /** A name that is gone, and the files that went with it. */
    public record Removed(ModelName name, List<Path> files) {
        public Removed {
            files = List.copyOf(files);
        }
    }

    public StoredNames(Models models, ModelStore store) {
        this.models = models;
        this.store = store;
    }

    /**
     * Takes a name away, and with the last name of a file the file, once nobody uses it.
     *
     * @param cancelled asked while answers under way are waited for
     * @throws MullamaException if it has no such name, or is not ours to remove
     */
    public Removed remove(String text, BooleanSupplier cancelled) {
        ModelName asked = ModelName.parse(text);
        // A damaged model cannot be found, but removed.
        ModelName name = store.manifest(asked).isPresent()
                ? asked
                : ModelName.parse(models.find(asked.text()).name());
        store.requireRemovable(name);
        models.unload(name, store.needed().ofAlone(name), cancelled);
        List<Path> deleted = store.remove(name);
        boolean unused = models.forget(name);
        // Somebody may have loaded it again before its name was gone.
        models.unload(name, Set.copyOf(deleted), cancelled);
        return new Removed(name, deleted);
    }

    /**
     * Gives a model a second name.
     *
     * @return that name
     * @throws MullamaException if there is no such model, or the name is taken, or can be none
     */
    public ModelName copy(String source, String destination) {
        ModelName to = ModelName.parse(destination);
        if (!(to instanceof ModelName.Plain)) {
            throw MullamaException.invalidField(
                    "destination",
                    "'" + destination + "' cannot be the name of a copy",
                    "choose a name such as mine or mine:small, without slashes");
        }
        if (store.manifest(to).isPresent()) {
            throw new MullamaException(
                    ErrorCode.MODEL_EXISTS,
                    "Model '" + to.text() + "' exists already",
                    "choose another name, or remove it first: mullama rm " + to.text());
        }
        store.copy(models.find(source), to);
        return to;
    }
}
