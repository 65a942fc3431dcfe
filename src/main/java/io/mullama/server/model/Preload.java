package io.mullama.server.model;

import io.mullama.model.MullamaException;
import java.util.List;

/** The models that the daemon is to have in memory from its start. Immutable. */
public record Preload(Models models, List<String> names) {
    private static final System.Logger LOG = System.getLogger(Preload.class.getName());

    public Preload {
        names = List.copyOf(names);
    }

    /**
     * Looks for all of them.
     *
     * @throws MullamaException if one is not here
     */
    public void requireAll() {
        names.forEach(models::find);
    }

    /** Loads all of them, however long that takes. */
    public void load() {
        names.forEach(models::load);
    }

    /**
     * Loads those that are there, and says in the log what keeps others from it.
     *
     * <p>A daemon that does not start because of one model could not be asked to pull it.
     */
    public void loadWhatCanBe() {
        for (String name : names) {
            try {
                models.load(name);
            } catch (MullamaException e) {
                LOG.log(System.Logger.Level.WARNING, name + " is not loaded at the start: " + e.getMessage());
            }
        }
    }
}
