package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.CopyRequest;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.ModelChange;
import io.mullama.api.ModelDetails;
import io.mullama.api.ModelList;
import io.mullama.api.Warnings;
import io.mullama.config.Settings;
import io.mullama.model.ModelName;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.RequestWatch;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.model.DefaultLoads;
import io.mullama.server.model.Details;
import io.mullama.server.model.Models;
import io.mullama.server.model.StoredNames;
import io.mullama.store.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The routes of single models: what they are, and their names. Thread-safe. */
public final class ModelRoutes {
    private final Activity activity;
    private final Models models;
    private final StoredNames names;
    private final Settings settings;
    private final DefaultLoads loads;

    public ModelRoutes(Activity activity, Models models, ModelStore store, Settings settings, DefaultLoads loads) {
        this.activity = activity;
        this.models = models;
        this.names = new StoredNames(models, store);
        this.settings = settings;
        this.loads = loads;
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(activity, ApiError::of);
        router.on("GET", "/api/models", guard.guarded(this::list))
                .on("GET", "/api/models/:name", guard.guarded(this::show))
                .on("DELETE", "/api/models/:name", guard.guarded(this::delete))
                .on("POST", "/api/models/copy", guard.guarded(this::copy));
    }

    private void list(HttpRequest request, HttpExchange exchange) throws IOException {
        Query query = new Query(request);
        ModelList list = loads.over(models.list(query.flag("all")));
        JsonReply.send(exchange, 200, Warnings.beside(list, query.warnings()));
    }

    private void show(HttpRequest request, HttpExchange exchange) throws IOException {
        ModelDetails details = Details.of(models.find(Query.name(request).text()), models);
        JsonReply.send(exchange, 200, Warnings.beside(details, new Query(request).warnings()));
    }

    private void delete(HttpRequest request, HttpExchange exchange) throws IOException {
        RequestWatch watch = RequestWatch.begin(exchange, settings);
        StoredNames.Removed removed = names.remove(Query.name(request).text(), watch::isClientGone);
        List<String> files = removed.files().stream().map(Path::toString).toList();
        JsonReply.send(exchange, 200, new ModelChange("deleted", removed.name().text(), files));
    }

    private void copy(HttpRequest request, HttpExchange exchange) throws IOException {
        Fields fields = Json.fields(request.body());
        CopyRequest asked = CopyRequest.fromJson(fields);
        ModelName to = names.copy(asked.source(), asked.destination());
        ModelChange change = new ModelChange("copied", to.text(), List.of());
        JsonReply.send(exchange, 200, Warnings.unknown(change, fields.unread()));
    }
}
