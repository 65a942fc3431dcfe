package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.DefaultModel;
import io.mullama.api.Json;
import io.mullama.hub.CatalogEntry;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.model.HubModels;
import java.io.IOException;
import java.util.List;

/** {@code GET /api/defaults}: the models that can be had by a short name. Thread-safe. */
public final class DefaultsRoutes {
    private final Activity activity;
    private final HubModels hub;

    public DefaultsRoutes(Activity activity, HubModels hub) {
        this.activity = activity;
        this.hub = hub;
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(activity, ApiError::of);
        router.on("GET", "/api/defaults", guard.guarded(this::list));
    }

    private void list(HttpRequest request, HttpExchange exchange) throws IOException {
        List<DefaultModel> models =
                hub.catalog().entries().stream().map(DefaultsRoutes::model).toList();
        exchange.respond(200, "application/json", Json.array(models));
    }

    private static DefaultModel model(CatalogEntry entry) {
        return new DefaultModel(
                entry.name(),
                entry.description(),
                entry.sizeHint(),
                entry.tags(),
                entry.from().text(),
                entry.hasThinking(),
                entry.hasVision(),
                entry.hasTools());
    }
}
