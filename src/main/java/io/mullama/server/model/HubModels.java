package io.mullama.server.model;

import io.mullama.hub.Catalog;
import io.mullama.hub.CatalogEntry;
import io.mullama.hub.ModelSearch;
import io.mullama.hub.PullTarget;
import io.mullama.hub.PullTargets;
import io.mullama.hub.Pulls;
import io.mullama.hub.http.HubToken;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.store.ModelStore;
import io.mullama.store.StoredModel;
import java.util.List;
import java.util.Optional;

/** The models that could be pulled, and the pulls under way. Thread-safe. */
public final class HubModels {
    private final PullTargets targets;
    private final ModelSearch search;
    private final Pulls pulls;
    private final ModelStore store;
    private final Optional<String> token;
    private final HubToken tokenFile;

    /** {@code token} is the one of the settings. */
    public HubModels(
            PullTargets targets,
            ModelSearch search,
            Pulls pulls,
            ModelStore store,
            Optional<String> token,
            HubToken tokenFile) {
        this.targets = targets;
        this.search = search;
        this.pulls = pulls;
        this.store = store;
        this.token = token;
        this.tokenFile = tokenFile;
    }

    /**
     * Begins or joins the pull of a model.
     *
     * @param own the token of the person who asks
     * @throws MullamaException if no model goes by that name
     */
    public Pulls.Watch pull(ModelName name, Optional<String> own) {
        return pulls.watch(targets.require(name), own.or(() -> token).or(tokenFile::read));
    }

    /** The model of that name where it is here and comes from nowhere. */
    public Optional<StoredModel> local(ModelName name) {
        return name instanceof ModelName.File || targets.find(name).isPresent() ? Optional.empty() : store.find(name);
    }

    /**
     * What pulling that name brings.
     *
     * @throws MullamaException if there is no such thing
     */
    public PullTarget target(ModelName name) {
        return targets.require(name);
    }

    /** The models that could be pulled. */
    public ModelSearch search() {
        return search;
    }

    /** The models that go by a short name. */
    public Catalog catalog() {
        return targets.catalog();
    }

    /** Their short names. */
    public List<String> catalogNames() {
        return catalog().entries().stream().map(CatalogEntry::name).toList();
    }

    /** The model of that name, be it the catalog's for one that is here by another. */
    Optional<StoredModel> find(ModelName name) {
        Optional<StoredModel> stored = store.find(name);
        return stored.isPresent()
                ? stored
                : targets.find(name)
                        .map(PullTarget::name)
                        .filter(known -> !known.equals(name))
                        .flatMap(store::find);
    }

    /**
     * The same, which has to be here.
     *
     * @throws MullamaException if it is not; that says whether it could be
     */
    public StoredModel require(ModelName name) {
        return find(name).orElseThrow(() -> missing(name));
    }

    private MullamaException missing(ModelName name) {
        if (targets.find(name).isPresent()) {
            return new MullamaException(
                    ErrorCode.MODEL_NOT_PULLED,
                    "Model '" + name.text() + "' is not on this machine yet",
                    "get it with: mullama pull " + name.text());
        }
        MullamaException unknown = store.unknown(name);
        boolean guessed =
                unknown.hint().filter(hint -> hint.startsWith("did you mean")).isPresent();
        return guessed
                ? unknown
                : catalog()
                        .nearest(name.text())
                        .map(near -> new MullamaException(
                                unknown.code(), unknown.getMessage(), "did you mean " + near + "?"))
                        .orElse(unknown);
    }

    /** Whether files are on their way. */
    public boolean isPulling() {
        return !pulls.names().isEmpty();
    }

    /** Breaks off all pulls; what came is kept. */
    public void close() {
        pulls.close();
    }
}
