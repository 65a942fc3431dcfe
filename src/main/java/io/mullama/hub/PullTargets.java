package io.mullama.hub;

import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import java.util.Optional;

/** Tells what a name stands for at the hub. Thread-safe. */
public final class PullTargets {
    /** What pulling that name brings; empty for a name that the hub knows nothing of. */
    public Optional<PullTarget> find(ModelName name) {
        if (name instanceof ModelName.Hub hub) {
            return Optional.of(new PullTarget(name, hub, Optional.empty()));
        }
        return Optional.empty();
    }

    /**
     * What pulling that name brings.
     *
     * @throws MullamaException if there is no such thing
     */
    public PullTarget require(ModelName name) {
        if (name instanceof ModelName.File) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    name.text() + " is a file on this machine",
                    "run it as it is, or give it a name: mullama create NAME with FROM " + name.text());
        }
        return find(name).orElseThrow(() -> unknown(name));
    }

    private static MullamaException unknown(ModelName name) {
        return new MullamaException(
                ErrorCode.MODEL_NOT_FOUND,
                "Model '" + name.text() + "' not found",
                "write hf:ORGANIZATION/REPOSITORY for one of Hugging Face's");
    }
}
