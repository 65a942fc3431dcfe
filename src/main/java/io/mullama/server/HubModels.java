package io.mullama.server;

import io.mullama.hub.PullTargets;
import io.mullama.hub.Pulls;
import io.mullama.hub.http.HubToken;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.store.ModelStore;
import java.util.Optional;

/** The models that could be pulled, and the pulls under way. Thread-safe. */
final class HubModels {
    private final PullTargets targets;
    private final Pulls pulls;
    private final ModelStore store;
    private final Optional<String> token;
    private final HubToken tokenFile;

    /** {@code token} is the one of the settings. */
    HubModels(PullTargets targets, Pulls pulls, ModelStore store, Optional<String> token, HubToken tokenFile) {
        this.targets = targets;
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
    Pulls.Watch pull(ModelName name, Optional<String> own) {
        return pulls.watch(targets.require(name), own.or(() -> token).or(tokenFile::read));
    }

    /** The error for a model that is not here: whether it could be. */
    MullamaException missing(ModelName name) {
        return targets.find(name).isPresent()
                ? new MullamaException(
                        ErrorCode.MODEL_NOT_PULLED,
                        "Model '" + name.text() + "' is not on this machine yet",
                        "get it with: mullama pull " + name.text())
                : store.unknown(name);
    }

    /** Breaks off all pulls; what came is kept. */
    void close() {
        pulls.close();
    }
}
