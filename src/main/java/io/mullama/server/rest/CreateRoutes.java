package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.CreateRequest;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.PullLine;
import io.mullama.api.Warnings;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.Activity;
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

/** {@code POST /api/models/create}: makes a model of another by a Modelfile. Thread-safe. */
public final class CreateRoutes {
    private final Activity activity;
    private final MissingModels missing;
    private final Creation creation;

    public CreateRoutes(Activity activity, Models models, HubModels hub, Creation creation) {
        this.activity = activity;
        this.missing = new MissingModels(models, hub);
        this.creation = creation;
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(activity, ApiError::of);
        router.on("POST", "/api/models/create", guard.guarded(this::create));
    }

    private void create(HttpRequest request, HttpExchange exchange) throws Exception {
        exchange.timeLimit(PullAnswer.LONGEST);
        Fields fields = Json.fields(request.body());
        CreateRequest asked = CreateRequest.fromJson(fields);
        PullAnswer answer = new PullAnswer(exchange, true);
        try {
            StoredModel model = creation.create(
                    asked,
                    name -> missing.find(name, Optional.ofNullable(asked.token()), answer),
                    phase -> tell(answer, exchange, phase));
            PullLine success = new PullLine.Success(model.name(), "", model.sizeBytes());
            answer.end(Warnings.unknown(success, fields.unread()));
        } catch (MullamaException e) {
            answer.fail(e);
        }
    }

    private static void tell(PullAnswer answer, HttpExchange exchange, String phase) throws IOException {
        answer.tell(new PullLine.Phase(phase));
        if (exchange.peerGone()) {
            throw new IOException("the client has gone");
        }
    }
}
