package io.mullama.engine;

import io.mullama.engine.memory.MemoryPlan;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;

/** Why a model is not loaded, in words. Stateless. */
final class Refusals {
    private Refusals() {}

    static MullamaException neverFits(LoadedModel model, MemoryPlan.Refuse<?> plan) {
        return new MullamaException(
                ErrorCode.MODEL_LOAD_FAILED,
                model.alias() + " does not fit: " + plan.text(model.need()),
                "take a smaller quantization, a smaller context_size or parallel; or set memory_limit, if there is more");
    }

    static MullamaException noRoom(LoadedModel model) {
        return new MullamaException(
                ErrorCode.OVERLOADED,
                "there is still no room for " + model.alias() + ": the models in use take it",
                "try again; or raise memory_limit or max_loaded_models, if one of them is set");
    }

    static MullamaException stillInUse(Patience patience) {
        return new MullamaException(
                ErrorCode.OVERLOADED,
                "the model is still in use after " + patience.text(),
                "try again: it goes as soon as nobody uses it");
    }

    static MullamaException notLoaded(LoadedModel model, Throwable cause) {
        return new MullamaException(ErrorCode.MODEL_LOAD_FAILED, model.file() + " cannot be loaded", "see the log")
                .causedBy(cause);
    }
}
