package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import io.mullama.api.PullLine;
import io.mullama.api.PullRequest;
import io.mullama.api.Warnings;
import io.mullama.hub.Pulls;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.model.HubModels;
import io.mullama.store.StoredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code POST /api/models/pull}: brings a model here, and tells how far that is. Thread-safe. */
public final class PullRoutes {
    private final Activity activity;
    private final HubModels hub;

    public PullRoutes(Activity activity, HubModels hub) {
        this.activity = activity;
        this.hub = hub;
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(activity, ApiError::of);
        router.on("POST", "/api/models/pull", guard.guarded(this::pull));
    }

    private void pull(HttpRequest request, HttpExchange exchange) throws Exception {
        exchange.timeLimit(PullAnswer.LONGEST);
        Fields fields = Json.fields(request.body());
        PullRequest asked = PullRequest.fromJson(fields);
        PullAnswer answer = new PullAnswer(exchange, asked.stream());
        Optional<StoredModel> local = hub.local(asked.modelName());
        if (local.isPresent()) {
            answer.end(present(local.get(), fields.unread()));
            return;
        }
        try (Pulls.Watch watch = hub.pull(asked.modelName(), Optional.ofNullable(asked.token()))) {
            answer(watch, answer, fields.unread());
        }
    }

    /** What was asked for is so already. */
    private static JsonBody present(StoredModel model, List<String> ignored) {
        List<String> warnings = new ArrayList<>(Warnings.unknown(ignored));
        warnings.add("'" + model.name() + "' is on this machine already, and there is nothing to pull it from");
        return Warnings.beside(new PullLine.Success(model.name(), "", model.sizeBytes()), warnings);
    }

    private static void answer(Pulls.Watch watch, PullAnswer answer, List<String> ignored) throws Exception {
        try {
            answer.end(Warnings.unknown(PullAnswer.success(answer.follow(watch)), ignored));
        } catch (MullamaException e) {
            answer.fail(e);
        }
    }
}
