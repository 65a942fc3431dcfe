package io.mullama.server.ollama;

import io.mullama.api.CreateRequest;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.Warnings;
import io.mullama.api.ollama.OllamaCreateRequest;
import io.mullama.api.ollama.ProgressLine;
import io.mullama.hub.Pulls;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.model.Creation;
import io.mullama.server.model.HubModels;
import io.mullama.server.model.Models;
import io.mullama.store.StoredModel;
import java.io.IOException;
import java.util.Optional;

/** {@code POST /api/create}: makes a model of another, or of files that were uploaded. Thread-safe. */
final class CreateRoutes {
    private final Models models;
    private final HubModels hub;
    private final Creation creation;
    private final Ingredients ingredients;
    private final OllamaErrors errors;

    CreateRoutes(Models models, HubModels hub, Creation creation, Ingredients ingredients, OllamaErrors errors) {
        this.models = models;
        this.hub = hub;
        this.creation = creation;
        this.ingredients = ingredients;
        this.errors = errors;
    }

    void addTo(HttpRouter router, RouteGuard guard) {
        router.on("POST", "/api/create", guard.guarded(this::create));
    }

    private void create(HttpRequest request, HttpExchange exchange) throws Exception {
        exchange.timeLimit(PullRoutes.LONGEST);
        Fields fields = Json.fields(request.body());
        OllamaCreateRequest asked = OllamaCreateRequest.fromJson(fields);
        PullProgress progress = new PullProgress(exchange, asked.stream(), e -> errors.of(request, e));
        try {
            CreateRequest order = ingredients.order(asked);
            progress.tell(ProgressLine.of(asked.files().isEmpty() ? "reading model metadata" : "parsing GGUF"));
            StoredModel unused = creation.create(
                    order, name -> base(name, progress), phase -> progress.tell(ProgressLine.of(phase)));
            progress.tell(ProgressLine.of("writing manifest"));
            progress.end(Warnings.unknown(ProgressLine.SUCCESS, fields.unread()));
        } catch (MullamaException e) {
            progress.fail(e);
        }
    }

    /** The model to begin with, which is pulled if it is not here. */
    private StoredModel base(ModelName name, PullProgress progress) throws IOException, InterruptedException {
        try {
            return models.find(name.text());
        } catch (MullamaException e) {
            if (e.code() != ErrorCode.MODEL_NOT_PULLED) {
                throw e;
            }
        }
        try (Pulls.Watch watch = hub.pull(name, Optional.empty())) {
            return models.find(progress.follow(watch).model());
        }
    }
}
