package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.DefaultModel;
import io.mullama.api.Json;
import io.mullama.hub.CatalogEntry;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.model.DefaultLoads;
import io.mullama.server.model.HubModels;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The models that can be had by a short name: a list of them, and one call that makes one usable. Thread-safe. */
public final class DefaultsRoutes {
    private final Activity activity;
    private final HubModels hub;
    private final DefaultLoads loads;

    public DefaultsRoutes(Activity activity, HubModels hub, DefaultLoads loads) {
        this.activity = activity;
        this.hub = hub;
        this.loads = loads;
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(activity, ApiError::of);
        router.on("GET", "/api/defaults", guard.guarded(this::list))
                .on("POST", "/api/defaults/:name/use", guard.guarded(this::use));
    }

    private void list(HttpRequest request, HttpExchange exchange) throws IOException {
        List<DefaultModel> models =
                hub.catalog().entries().stream().map(DefaultsRoutes::model).toList();
        exchange.respond(200, "application/json", Json.array(models));
    }

    private void use(HttpRequest request, HttpExchange exchange) throws IOException {
        JsonReply.send(exchange, 200, loads.use(entry(request.pathVariable())));
    }

    /** The one of that name, as the list has it or as people type it. */
    private CatalogEntry entry(String name) {
        List<CatalogEntry> entries = hub.catalog().entries();
        return entries.stream()
                .filter(entry -> dashed(entry).equalsIgnoreCase(name))
                .findFirst()
                .or(() -> typed(name))
                .orElseThrow(() -> new MullamaException(
                        ErrorCode.MODEL_NOT_FOUND,
                        "there is no default model '" + name + "'",
                        hub.catalog()
                                .nearest(name)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("GET /api/defaults tells which there are")));
    }

    private Optional<CatalogEntry> typed(String name) {
        return ModelName.parse("name", name) instanceof ModelName.Plain plain
                ? hub.catalog().find(plain)
                : Optional.empty();
    }

    private static String dashed(CatalogEntry entry) {
        return entry.name().replace(':', '-');
    }

    private static DefaultModel model(CatalogEntry entry) {
        return new DefaultModel(
                dashed(entry),
                entry.description(),
                entry.sizeHint(),
                entry.tags(),
                entry.from().text(),
                entry.hasThinking(),
                entry.hasVision(),
                entry.hasTools(),
                entry.name());
    }
}
