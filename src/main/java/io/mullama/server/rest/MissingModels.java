package io.mullama.server.rest;

import io.mullama.hub.Pulls;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.server.model.HubModels;
import io.mullama.server.model.Models;
import io.mullama.store.StoredModel;
import java.io.IOException;
import java.util.Optional;

/** Finds the models that requests name, and pulls those that are not here yet. Immutable. */
record MissingModels(Models models, HubModels hub) {

    /**
     * The model of a name, once it is here.
     *
     * @param token for the hub, of the person who asks
     * @param answer is told how far the pull is
     * @throws MullamaException if there is none, or it cannot be pulled
     */
    StoredModel find(ModelName name, Optional<String> token, PullAnswer answer)
            throws IOException, InterruptedException {
        try {
            return models.find(name.text());
        } catch (MullamaException e) {
            if (e.code() != ErrorCode.MODEL_NOT_PULLED) {
                throw e;
            }
        }
        try (Pulls.Watch watch = hub.pull(name, token)) {
            return models.find(answer.follow(watch).model());
        }
    }
}
