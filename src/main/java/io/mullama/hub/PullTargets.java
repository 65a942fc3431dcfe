package io.mullama.hub;

import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import java.util.Optional;

/** Tells what a name stands for at the hub. Immutable. */
public record PullTargets(Catalog catalog) {

    /** What pulling that name brings; empty for a name that the hub knows nothing of. */
    public Optional<PullTarget> find(ModelName name) {
        if (name instanceof ModelName.Hub hub) {
            return Optional.of(new PullTarget(name, hub, Optional.empty()));
        }
        return name instanceof ModelName.Plain plain
                ? catalog.find(plain)
                        .map(entry -> new PullTarget(ModelName.parse(entry.name()), entry.from(), entry.projector()))
                : Optional.empty();
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
                    "run it as it is: mullama run " + name.text());
        }
        return find(name).orElseThrow(() -> unknown(name));
    }

    private MullamaException unknown(ModelName name) {
        return new MullamaException(
                ErrorCode.MODEL_NOT_FOUND,
                "no model to pull goes by the name '" + name.text() + "'",
                catalog.nearest(name.text())
                        .map(near -> "did you mean " + near + "?")
                        .orElse("write hf:ORGANIZATION/REPOSITORY for one of Hugging Face's"));
    }
}
