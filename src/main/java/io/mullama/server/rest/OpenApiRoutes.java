package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.docs.DialectDocs;
import io.mullama.api.docs.OpenApiDocument;
import io.mullama.api.docs.Route;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /openapi.json}: all routes of a router, described; made when it is first asked for. Thread-safe. */
public final class OpenApiRoutes {
    private final Activity activity;
    private final String version;
    private final HttpRouter router;
    private final List<DialectDocs> dialects;
    private volatile byte @Nullable [] document;

    public OpenApiRoutes(Activity activity, String version, HttpRouter router, List<DialectDocs> dialects) {
        this.activity = activity;
        this.version = version;
        this.router = router;
        this.dialects = List.copyOf(dialects);
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(activity, ApiError::of);
        router.on("GET", "/openapi.json", guard.guarded(this::send));
    }

    /** The routes of the router, in the order of their paths. */
    public static List<Route> routes(HttpRouter router) {
        List<Route> routes = new ArrayList<>();
        router.forEach((method, path) -> routes.add(new Route(method, path)));
        routes.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
        return routes;
    }

    private void send(HttpRequest request, HttpExchange exchange) throws IOException {
        byte[] known = document;
        if (known == null) {
            known = OpenApiDocument.bytes(version, routes(router), dialects);
            document = known;
        }
        exchange.respond(200, "application/json", known);
    }
}
